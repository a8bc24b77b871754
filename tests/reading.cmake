# What stands in pictures, without any rule.
add_executable(read_fields reading/read_fields.c ${CAPTIONLINT_UP_TO_metadata})
target_include_directories(read_fields PRIVATE ${CMAKE_SOURCE_DIR}/validator)
target_link_libraries(read_fields PRIVATE PkgConfig::LIBS ZLIB::ZLIB)
add_test(NAME reading.formats
  COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/reading/formats.sh
    $<TARGET_FILE:read_fields> ${CMAKE_SOURCE_DIR})
set_tests_properties(reading.formats PROPERTIES LABELS golden)

# Agreement with what another reader found in real pictures that stand beside the project; skipped
# where they do not.
add_test(NAME reading.images
  COMMAND python3 ${CMAKE_CURRENT_SOURCE_DIR}/reading/compare.py
    $<TARGET_FILE:read_fields> ${CMAKE_SOURCE_DIR}/../shared/images --least 99.5)
set_tests_properties(reading.images PROPERTIES LABELS corpus SKIP_RETURN_CODE 77)

# Truncated and mutated pictures: some here, all of them with `make damage`.
add_executable(damage damage/damage.c ${CAPTIONLINT_UP_TO_metadata})
target_include_directories(damage PRIVATE ${CMAKE_SOURCE_DIR}/validator)
target_link_libraries(damage PRIVATE PkgConfig::LIBS ZLIB::ZLIB)
add_test(NAME damage
  COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/damage/run.sh
    $<TARGET_FILE:damage> ${CMAKE_SOURCE_DIR} --mutations 50 --slowest 5)
set_tests_properties(damage PROPERTIES LABELS damage)
