cl_unit(base reader)
