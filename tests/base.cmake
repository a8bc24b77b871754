cl_unit(base arena finding fingerprint hash out reader source span text)
