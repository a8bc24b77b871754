# The hot folder: what names and the table of groups decide, single cases, and kill -9 at random and
# before each call that changes the disk. Debian's packages for Python belong to Debian's Python.
foreach(name watch_clock watch_names watch_groups)
  add_executable(test_${name} ${CMAKE_CURRENT_LIST_DIR}/test_${name}.c)
  target_link_libraries(test_${name} PRIVATE PkgConfig::CMOCKA cl_hooks)
  add_test(NAME hooks.${name} COMMAND test_${name})
  set_tests_properties(hooks.${name} PROPERTIES LABELS hooks)
endforeach()

set(sources ${CMAKE_CURRENT_LIST_DIR}/fuzz_watch_names.c)
if(NOT CAPTIONLINT_FUZZ)
  list(APPEND sources ${CMAKE_SOURCE_DIR}/tests/fuzz/replay.c)
endif()
add_executable(fuzz_watch_names ${sources})
target_link_libraries(fuzz_watch_names PRIVATE cl_hooks)
if(CAPTIONLINT_FUZZ)
  target_link_options(fuzz_watch_names PRIVATE -fsanitize=fuzzer)
else()
  add_test(NAME fuzz.watch_names
    COMMAND fuzz_watch_names ${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/watch_names)
endif()

find_program(WATCH_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)
if(WATCH_PYTHON)
  # watch_test(NAME SCRIPT ARGUMENT...): SCRIPT.py with the command, the sources and the arguments.
  function(watch_test name script)
    add_test(NAME hooks.watch.${name}
      COMMAND ${WATCH_PYTHON} -B ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/${script}.py
        $<TARGET_FILE:command> ${CMAKE_SOURCE_DIR} ${ARGN})
    set_tests_properties(hooks.watch.${name} PROPERTIES
      LABELS hooks SKIP_RETURN_CODE 77 TIMEOUT 240)
  endfunction()
  watch_test(cases cases)
  watch_test(kills kills --pictures 60 --kills 4 --seconds 6)
  watch_test(points points --calls renameat,renameat2,symlinkat --every 8 --most 3 --parallel 3)
  watch_test(points_across points --calls renameat2,unlinkat --across --every 5 --most 2
    --parallel 2)
endif()
