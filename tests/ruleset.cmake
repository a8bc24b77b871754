cl_unit(ruleset entities files fold gazetteer pattern ruleset words yaml literals prefilter)
cl_fuzz(ruleset yaml)
