# The queue hook: its parsers, and workers on a broker of the test's own. Debian's packages for
# Python belong to Debian's Python.
set(queue_sources ${CMAKE_SOURCE_DIR}/validator/hooks/queue)

# What the tests of a parser are linked with: the files of the hook themselves.
add_library(queue_parsers OBJECT
  ${queue_sources}/url.c ${queue_sources}/envelope.c ${queue_sources}/paths.c
  ${queue_sources}/backoff.c ${queue_sources}/identity.c)
target_link_libraries(queue_parsers PUBLIC cl_cli PkgConfig::RABBITMQ PkgConfig::JANSSON)

foreach(name queue_url queue_envelope queue_paths queue_links)
  add_executable(test_${name} ${CMAKE_CURRENT_LIST_DIR}/test_${name}.c)
  target_compile_definitions(test_${name} PRIVATE CL_SOURCE_FOLDER="${CMAKE_SOURCE_DIR}")
  target_link_libraries(test_${name} PRIVATE PkgConfig::CMOCKA queue_parsers)
  add_test(NAME hooks.${name} COMMAND test_${name})
  set_tests_properties(hooks.${name} PROPERTIES LABELS hooks TIMEOUT 60)
endforeach()

foreach(name url envelope)
  set(sources ${CMAKE_CURRENT_LIST_DIR}/fuzz_queue_${name}.c)
  if(NOT CAPTIONLINT_FUZZ)
    list(APPEND sources ${CMAKE_SOURCE_DIR}/tests/fuzz/replay.c)
  endif()
  add_executable(fuzz_queue_${name} ${sources})
  target_link_libraries(fuzz_queue_${name} PRIVATE queue_parsers)
  if(CAPTIONLINT_FUZZ)
    target_link_options(fuzz_queue_${name} PRIVATE -fsanitize=fuzzer)
  else()
    add_test(NAME fuzz.queue_${name}
      COMMAND fuzz_queue_${name} ${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/queue_${name})
  endif()
endforeach()

find_program(QUEUE_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)
if(QUEUE_PYTHON)
  add_test(NAME hooks.queue
    COMMAND ${QUEUE_PYTHON} -B ${CMAKE_CURRENT_LIST_DIR}/pipeline.py $<TARGET_FILE:command>
      ${CMAKE_BINARY_DIR}/queue --cases --jobs 300 --workers 3 --kill-every 2)
  set_tests_properties(hooks.queue PROPERTIES LABELS hooks SKIP_RETURN_CODE 77 TIMEOUT 400
    ENVIRONMENT "CAPTIONLINT_RULES=${CMAKE_SOURCE_DIR}/rules")
endif()
