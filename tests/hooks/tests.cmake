# What all hooks share.
foreach(name house notify)
  add_executable(test_hooks_${name} hooks/test_${name}.c)
  target_include_directories(test_hooks_${name} PRIVATE unit)
  target_compile_definitions(test_hooks_${name} PRIVATE CL_SOURCE_FOLDER="${CMAKE_SOURCE_DIR}")
  target_link_libraries(test_hooks_${name} PRIVATE PkgConfig::CMOCKA cl_hooks)
  add_test(NAME hooks.${name} COMMAND test_hooks_${name})
  set_tests_properties(hooks.${name} PROPERTIES LABELS hooks TIMEOUT 120)
endforeach()
