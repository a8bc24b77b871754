cl_unit(ruleset edges entities files fold gazetteer pattern ruleset words yaml literals prefilter
  profile_load)
cl_fuzz(ruleset yaml)
