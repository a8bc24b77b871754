cl_unit(ruleset entities files fold gazetteer pattern ruleset words yaml)
cl_fuzz(ruleset yaml)
