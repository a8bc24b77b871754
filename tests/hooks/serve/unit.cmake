# What the service reads and decides, without a connection.
set(serve_sources ${CMAKE_SOURCE_DIR}/validator/hooks/serve)
add_library(serve_parsers OBJECT
  ${serve_sources}/span.c ${serve_sources}/buffer.c ${serve_sources}/problem.c
  ${serve_sources}/query.c ${serve_sources}/negotiate.c ${serve_sources}/multipart.c
  ${serve_sources}/content.c ${serve_sources}/target.c ${serve_sources}/guard.c
  ${serve_sources}/tokens.c ${serve_sources}/read.c ${serve_sources}/answer.c ${serve_sources}/record.c ${serve_sources}/peers.c
  ${serve_sources}/clients.c ${serve_sources}/metrics.c ${serve_sources}/pool.c)
target_link_libraries(serve_parsers PUBLIC cl_cli PkgConfig::JANSSON Threads::Threads)

foreach(name serve_request serve_multipart serve_tokens serve_limits)
  add_executable(test_${name} ${CMAKE_CURRENT_LIST_DIR}/test_${name}.c)
  target_include_directories(test_${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests/unit)
  target_link_libraries(test_${name} PRIVATE PkgConfig::CMOCKA serve_parsers)
  add_test(NAME hooks.${name} COMMAND test_${name})
  set_tests_properties(hooks.${name} PROPERTIES LABELS hooks TIMEOUT 60)
endforeach()

foreach(name head multipart tokens)
  set(sources ${CMAKE_CURRENT_LIST_DIR}/fuzz_serve_${name}.c)
  if(NOT CAPTIONLINT_FUZZ)
    list(APPEND sources ${CMAKE_SOURCE_DIR}/tests/fuzz/replay.c)
  endif()
  add_executable(fuzz_serve_${name} ${sources})
  target_link_libraries(fuzz_serve_${name} PRIVATE serve_parsers)
  if(CAPTIONLINT_FUZZ)
    target_link_options(fuzz_serve_${name} PRIVATE -fsanitize=fuzzer)
  else()
    add_test(NAME fuzz.serve_${name}
      COMMAND fuzz_serve_${name} ${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/serve_${name})
  endif()
endforeach()
