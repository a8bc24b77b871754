# The service as its clients see it. Debian's packages for Python belong to Debian's Python.
include(${CMAKE_CURRENT_LIST_DIR}/unit.cmake OPTIONAL)
include(${CMAKE_CURRENT_LIST_DIR}/desk.cmake OPTIONAL)

find_program(SERVE_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)
if(SERVE_PYTHON)
  # serve_test(NAME ARGUMENT...): NAME.py with the command, the sources and the arguments.
  function(serve_test name)
    add_test(NAME hooks.serve.${name}
      COMMAND ${SERVE_PYTHON} -B ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/${name}.py
        $<TARGET_FILE:command> ${CMAKE_SOURCE_DIR} ${ARGN})
    set_tests_properties(hooks.serve.${name} PROPERTIES
      LABELS hooks SKIP_RETURN_CODE 77 TIMEOUT 180)
  endfunction()
  serve_test(conformance)
  serve_test(attacks)
  serve_test(lifecycle)
  serve_test(load --seconds 3 --connections 4 --picture 200000 --growth 200)
endif()
