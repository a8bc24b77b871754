cl_unit(base arena out reader source span text)
