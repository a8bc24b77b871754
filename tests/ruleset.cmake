cl_unit(ruleset yaml fold gazetteer pattern ruleset)
cl_fuzz(ruleset yaml)
