# What all hooks share. The functions are for the tests.cmake of a hook, with files of its folder.

# hooks_unit(LIBRARY NAME...): test_NAME.c, linked with the hook's own files in LIBRARY.
function(hooks_unit library)
  foreach(name IN LISTS ARGN)
    add_executable(test_${name} ${CMAKE_CURRENT_LIST_DIR}/test_${name}.c)
    target_include_directories(test_${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests/unit)
    target_compile_definitions(test_${name} PRIVATE CL_SOURCE_FOLDER="${CMAKE_SOURCE_DIR}")
    target_link_libraries(test_${name} PRIVATE PkgConfig::CMOCKA ${library})
    add_test(NAME hooks.${name} COMMAND test_${name})
    set_tests_properties(hooks.${name} PROPERTIES LABELS hooks TIMEOUT 120)
  endforeach()
endfunction()

# hooks_fuzz(LIBRARY NAME...): as cl_fuzz, of fuzz_NAME.c with its corpus in tests/fuzz/corpus/NAME/.
function(hooks_fuzz library)
  foreach(name IN LISTS ARGN)
    add_executable(fuzz_${name} ${CMAKE_CURRENT_LIST_DIR}/fuzz_${name}.c)
    target_link_libraries(fuzz_${name} PRIVATE ${library})
    if(CAPTIONLINT_FUZZ)
      target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    else()
      target_sources(fuzz_${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests/fuzz/replay.c)
      add_test(NAME fuzz.${name}
        COMMAND fuzz_${name} ${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/${name})
    endif()
  endforeach()
endfunction()

# Debian's packages for Python belong to Debian's Python.
find_program(HOOKS_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH REQUIRED)

# hooks_script(NAME SCRIPT ARGUMENT...): SCRIPT.py with the command, the sources and the arguments.
function(hooks_script name script)
  add_test(NAME hooks.${name}
    COMMAND ${HOOKS_PYTHON} -B ${CMAKE_CURRENT_LIST_DIR}/${script}.py
      $<TARGET_FILE:command> ${CMAKE_SOURCE_DIR} ${ARGN})
  set_tests_properties(hooks.${name} PROPERTIES LABELS hooks SKIP_RETURN_CODE 77 TIMEOUT 400)
endfunction()

hooks_unit(cl_hooks house notify)
