# The queue: its parsers, and workers on a broker of the test's own.
set(queue ${CMAKE_SOURCE_DIR}/validator/hooks/queue)
add_library(queue_parsers OBJECT
  ${queue}/url.c ${queue}/envelope.c ${queue}/paths.c ${queue}/backoff.c ${queue}/identity.c)
target_link_libraries(queue_parsers PUBLIC cl_cli PkgConfig::RABBITMQ PkgConfig::JANSSON)

hooks_unit(queue_parsers queue_url queue_envelope queue_paths queue_links)
hooks_fuzz(queue_parsers queue_url queue_envelope)
add_test(NAME hooks.queue
  COMMAND ${HOOKS_PYTHON} -B ${CMAKE_CURRENT_LIST_DIR}/pipeline.py $<TARGET_FILE:command>
    ${CMAKE_BINARY_DIR}/queue --cases --jobs 300 --workers 3 --kill-every 2)
set_tests_properties(hooks.queue PROPERTIES LABELS hooks SKIP_RETURN_CODE 77 TIMEOUT 400
  ENVIRONMENT "CAPTIONLINT_RULES=${CMAKE_SOURCE_DIR}/rules")
