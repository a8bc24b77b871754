cl_unit(check check_rule template edition config check check_axis check_time check_credit
  check_examples)
cl_fuzz(check config)
