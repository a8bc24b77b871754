# The commit hook, in repositories of their own; what documents and files for CI say, as it stands there.
foreach(name list names)
  add_executable(test_hooks_git_${name} ${CMAKE_CURRENT_LIST_DIR}/test_${name}.c)
  target_link_libraries(test_hooks_git_${name} PRIVATE PkgConfig::CMOCKA cl_hooks)
  add_test(NAME hooks.git.${name} COMMAND test_hooks_git_${name})
  set_tests_properties(hooks.git.${name} PROPERTIES LABELS hooks)
endforeach()

if(CAPTIONLINT_FUZZ)
  add_executable(fuzz_hooks_git ${CMAKE_CURRENT_LIST_DIR}/fuzz_git.c)
  target_link_options(fuzz_hooks_git PRIVATE -fsanitize=fuzzer)
else()
  add_executable(fuzz_hooks_git ${CMAKE_CURRENT_LIST_DIR}/fuzz_git.c fuzz/replay.c)
  add_test(NAME fuzz.hooks_git COMMAND fuzz_hooks_git ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/corpus/hooks_git)
endif()
target_link_libraries(fuzz_hooks_git PRIVATE cl_hooks)

# Debian's packages for Python belong to Debian's Python.
find_program(GIT_HOOK_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)
if(GIT_HOOK_PYTHON)
  # git_test(NAME ARGUMENT...): NAME.py with the command, the sources and the arguments.
  function(git_test name)
    add_test(NAME hooks.git.${name}
      COMMAND ${GIT_HOOK_PYTHON} -B ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/${name}.py
        $<TARGET_FILE:command> ${CMAKE_SOURCE_DIR} ${ARGN})
    set_tests_properties(hooks.git.${name} PROPERTIES
      LABELS hooks SKIP_RETURN_CODE 77 TIMEOUT 180)
  endfunction()
  git_test(commit)
  git_test(pre_commit)
  git_test(ci_files)
  git_test(stream --records 600)
  git_test(gate)
endif()
