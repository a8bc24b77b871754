# The desk page in Chromium; skipped where Chromium, node or its packages are missing.
add_test(NAME hooks.serve.desk
  COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/hooks/serve/desk.sh
    $<TARGET_FILE:command> ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
set_tests_properties(hooks.serve.desk PROPERTIES
  LABELS "hooks;browser" SKIP_RETURN_CODE 77 TIMEOUT 300)
# Both install the npm packages where they are missing.
set_property(TEST hooks.serve.desk browser.sheet APPEND PROPERTY RESOURCE_LOCK npm)
