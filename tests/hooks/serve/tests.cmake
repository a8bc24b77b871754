# The service: what it reads and decides without a connection, and as its clients see it.
set(serve ${CMAKE_SOURCE_DIR}/validator/hooks/serve)
add_library(serve_parsers OBJECT
  ${serve}/span.c ${serve}/buffer.c ${serve}/problem.c ${serve}/query.c ${serve}/negotiate.c
  ${serve}/multipart.c ${serve}/content.c ${serve}/target.c ${serve}/guard.c ${serve}/tokens.c
  ${serve}/read.c ${serve}/answer.c ${serve}/record.c ${serve}/peers.c ${serve}/clients.c
  ${serve}/metrics.c ${serve}/pool.c)
target_link_libraries(serve_parsers PUBLIC cl_cli PkgConfig::JANSSON Threads::Threads)

hooks_unit(serve_parsers serve_request serve_multipart serve_tokens serve_limits)
hooks_fuzz(serve_parsers serve_head serve_multipart serve_tokens)
hooks_script(serve.conformance conformance)
hooks_script(serve.attacks attacks)
hooks_script(serve.lifecycle lifecycle)
hooks_script(serve.load load --seconds 3 --connections 4 --picture 200000 --growth 200)

# The desk page in Chromium; skipped where Chromium, node or its packages are missing.
add_test(NAME hooks.serve.desk
  COMMAND sh ${CMAKE_CURRENT_LIST_DIR}/desk.sh
    $<TARGET_FILE:command> ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
set_tests_properties(hooks.serve.desk PROPERTIES
  LABELS "hooks;browser" SKIP_RETURN_CODE 77 TIMEOUT 400)
# Both install the npm packages where they are missing.
set_property(TEST hooks.serve.desk browser.sheet APPEND PROPERTY RESOURCE_LOCK npm)
