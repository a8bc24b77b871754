cl_unit(ruleset yaml)
cl_fuzz(ruleset yaml)
