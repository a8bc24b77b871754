cl_unit(caption moment dates credit)
cl_fuzz(caption dates credit)
