# The sheet of sixty pictures in Chromium; skipped where Chromium, node or its packages are missing.
add_test(NAME browser.sheet
  COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/browser/run.sh
    $<TARGET_FILE:command> ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
set_tests_properties(browser.sheet PROPERTIES
  LABELS browser SKIP_RETURN_CODE 77 TIMEOUT 600)
