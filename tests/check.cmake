cl_unit(check check_rule clock template edition config ids check check_axis check_time check_credit
  check_drift compare check_machine check_examples check_nameless profile waiver waivers_config baseline)
cl_fuzz(check config waivers baseline)
