cl_unit(caption moment dates credit)
cl_fuzz(caption dates credit)
cl_unit(caption merge reading settle)
cl_fuzz(caption caption rules)
