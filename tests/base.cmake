cl_unit(base arena finding fingerprint hash out reader replace source spool span text)
