# The whole: the command, the library as installed, and a picture through all stages.

# The façade stands beside the layers; what links it links them all.
file(GLOB CAPTIONLINT_FACADE CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/validator/captionlint*.c)
function(cl_whole target)
  target_sources(${target} PRIVATE ${CAPTIONLINT_FACADE})
  target_compile_definitions(${target} PRIVATE
    CAPTIONLINT_RULES_FOLDER="${CMAKE_SOURCE_DIR}/rules"
    CAPTIONLINT_MESSAGES_FOLDER="${CMAKE_BINARY_DIR}/locale")
  target_link_libraries(${target} PRIVATE ${CMAKE_DL_LIBS})
endfunction()

cl_unit(report captionlint beside moved run results)
cl_whole(test_captionlint)
cl_whole(test_beside)
cl_whole(test_run)
cl_whole(test_moved)
cl_whole(test_results)
target_link_options(test_results PRIVATE -Wl,--wrap=time)
cl_unit(report fix)
cl_whole(test_fix)
cl_fuzz(report whole)
cl_whole(fuzz_whole)

file(GLOB cases CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/cli/cases/*.sh)
foreach(case IN LISTS cases)
  get_filename_component(name ${case} NAME_WE)
  add_test(NAME cli.${name}
    COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/cli/run.sh
      $<TARGET_FILE:command> ${CMAKE_SOURCE_DIR} ${case})
  set_tests_properties(cli.${name} PROPERTIES LABELS cli SKIP_RETURN_CODE 77)
endforeach()

# Whether every message is in the template, and translated into every language with the same blanks.
add_test(NAME messages.complete COMMAND python3 ${CMAKE_SOURCE_DIR}/tools/messages.py check)

# A program of a sanitized library must be sanitized too.
set(installed_flags "")
if(CAPTIONLINT_SANITIZE)
  set(installed_flags "-fsanitize=address,undefined")
endif()
add_test(NAME installed
  COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/installed/run.sh ${CMAKE_BINARY_DIR} ${CMAKE_SOURCE_DIR})
set_tests_properties(installed PROPERTIES
  LABELS installed ENVIRONMENT "CC=${CMAKE_C_COMPILER};CFLAGS=${installed_flags}")

add_test(NAME golden.fixtures
  COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/golden/run.sh $<TARGET_FILE:command> ${CMAKE_SOURCE_DIR})
add_test(NAME golden.readme
  COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/docs/run.sh
    $<TARGET_FILE:command> ${CMAKE_SOURCE_DIR} README.md)
set_tests_properties(golden.fixtures golden.readme PROPERTIES LABELS golden)

# Notes of every family; labelled captions that stand beside the project, skipped where they do not.
foreach(what notes examples score)
  add_test(NAME corpus.${what}
    COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/corpus/run.sh
      $<TARGET_FILE:command> ${CMAKE_SOURCE_DIR} ${what})
  set_tests_properties(corpus.${what} PROPERTIES LABELS corpus SKIP_RETURN_CODE 77)
endforeach()

# Cases that the field leaves open: a folder each, decided for the editions of its captionlint.yaml.
add_executable(show_case golden/show_case.c ${CAPTIONLINT_UP_TO_report})
target_include_directories(show_case PRIVATE ${CMAKE_SOURCE_DIR}/validator)
target_link_libraries(show_case PRIVATE PkgConfig::LIBS ZLIB::ZLIB)
cl_whole(show_case)
file(GLOB cases CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/golden/cases/*/captionlint.yaml)
foreach(case IN LISTS cases)
  get_filename_component(folder ${case} DIRECTORY)
  get_filename_component(name ${folder} NAME)
  add_test(NAME case.${name}
    COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/golden/case.sh
      $<TARGET_FILE:show_case> ${CMAKE_SOURCE_DIR}/rules ${folder})
  set_tests_properties(case.${name} PROPERTIES LABELS golden)
endforeach()

# Captions that are slow to read. In time is 50 ms in an optimised build on an idle machine; by hand:
# sh tests/hostile/run.sh …/time_records . 50 6144 65536.
add_executable(time_records hostile/time_records.c)
target_include_directories(time_records PRIVATE ${CMAKE_SOURCE_DIR}/validator)
target_link_libraries(time_records PRIVATE captionlint)
set(hostile_most 200)
if(CAPTIONLINT_SANITIZE)
  set(hostile_most 4000)
endif()
add_test(NAME hostile.captions
  COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/hostile/run.sh
    $<TARGET_FILE:time_records> ${CMAKE_SOURCE_DIR} ${hostile_most})
set_tests_properties(hostile.captions PROPERTIES LABELS hostile)

# Rights exports, read by rdflib and jsonschema; Debian's packages belong to Debian's Python.
find_program(RIGHTS_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)
if(RIGHTS_PYTHON)
  add_test(NAME rights.exports
    COMMAND ${RIGHTS_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/rights/check.py
      $<TARGET_FILE:command> ${CMAKE_SOURCE_DIR})
  set_tests_properties(rights.exports PROPERTIES LABELS rights SKIP_RETURN_CODE 77)
endif()

# Hostile texts and names in every form of report, read by other programs.
add_test(NAME injection
  COMMAND python3 ${CMAKE_CURRENT_SOURCE_DIR}/injection/inert.py
    $<TARGET_FILE:command> ${CMAKE_SOURCE_DIR})
set_tests_properties(injection PROPERTIES LABELS hostile)
