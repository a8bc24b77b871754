# Benchmarks, the guards of their figures, and the test that the fast way of reading reads the same
# as the slow one. All are of code as it is released, whatever is built around it: optimised and
# without sanitizers.
get_directory_property(options COMPILE_OPTIONS)
list(FILTER options EXCLUDE REGEX "sanitize|frame-pointer")
list(APPEND options -O2 -DNDEBUG)
set(BENCH_OPTIONS ${options})

set(sources "")
foreach(layer IN LISTS CAPTIONLINT_LAYERS)
  get_target_property(files cl_${layer} SOURCES)
  list(APPEND sources ${files})
endforeach()
list(TRANSFORM sources REPLACE "^validator/" "${CMAKE_SOURCE_DIR}/validator/")
add_library(cl_released OBJECT EXCLUDE_FROM_ALL ${sources})
set(library_options ${BENCH_OPTIONS})
list(REMOVE_ITEM library_options -Werror) # optimising finds other things than the tested build
# What is counted under callgrind must not hang on the clock, which goes slowly there.
list(APPEND library_options -UCL_FIELD_CPU_MS -DCL_FIELD_CPU_MS=60000u)
set_target_properties(cl_released PROPERTIES COMPILE_OPTIONS "${library_options}")
target_include_directories(cl_released PUBLIC ${CMAKE_SOURCE_DIR}/validator)
target_link_libraries(cl_released PUBLIC PkgConfig::LIBS ZLIB::ZLIB)

# cl_bench(NAME SOURCE...): a driver that links the released objects.
function(cl_bench name)
  add_executable(${name} EXCLUDE_FROM_ALL ${ARGN})
  set_target_properties(${name} PROPERTIES COMPILE_OPTIONS "${BENCH_OPTIONS}" LINK_OPTIONS "")
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/validator bench)
  if(NOT name STREQUAL measure)
    target_sources(${name} PRIVATE bench/bench.c $<TARGET_OBJECTS:cl_released>)
    target_link_libraries(${name} PRIVATE PkgConfig::LIBS ZLIB::ZLIB)
  endif()
endfunction()

cl_bench(measure bench/measure.c)
cl_bench(bench_pictures bench/bench_pictures.c)
cl_bench(bench_captions bench/bench_captions.c bench/patterns.c)
add_custom_target(bench DEPENDS measure bench_pictures bench_captions command)

# With the filter and without it the same is read: some of it here, all with `make differential`.
cl_bench(differential bench/differential.c)
set_target_properties(differential PROPERTIES EXCLUDE_FROM_ALL OFF)
add_test(NAME differential
  COMMAND python3 ${CMAKE_CURRENT_SOURCE_DIR}/bench/differential.py
    $<TARGET_FILE:differential> ${CMAKE_SOURCE_DIR} 2000)
set_tests_properties(differential PROPERTIES LABELS differential)

# Instructions that fixed work takes: skipped where they cannot be counted.
find_path(VALGRIND_INCLUDE valgrind/callgrind.h)
if(VALGRIND_INCLUDE)
  cl_bench(guard bench/guard.c)
  set_target_properties(guard PROPERTIES EXCLUDE_FROM_ALL OFF)
  add_test(NAME guard
    COMMAND python3 ${CMAKE_CURRENT_SOURCE_DIR}/bench/guard.py $<TARGET_FILE:guard> ${CMAKE_SOURCE_DIR})
  set_tests_properties(guard PROPERTIES LABELS guard SKIP_RETURN_CODE 77)
else()
  message(STATUS "valgrind is not installed: the guard of instruction counts is left out")
endif()
