cl_unit(base arena finding out reader source span text)
