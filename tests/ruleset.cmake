cl_unit(ruleset edges entities files fold gazetteer pattern ruleset words yaml syntax branches starts
  literals profile_load repeats)
cl_unit(caption prefilter) # as the stages of reading see texts
cl_unit(ruleset image cache)
cl_fuzz(ruleset yaml repeats cache starts)
