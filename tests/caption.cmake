cl_unit(caption budget moment dates credit)
cl_fuzz(caption dates credit)
cl_unit(caption merge reading settle view)
cl_fuzz(caption caption rules)
