cl_unit(report diff document report_json report_text)
set_tests_properties(unit.report_json unit.report_text PROPERTIES LABELS golden)
