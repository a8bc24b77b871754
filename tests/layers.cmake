# A file of a layer includes only its own layer and those to its left; the façade includes any layer;
# cli/ includes captionlint.h only; a library belongs to the files that wrap it.
# Run as: cmake -DSOURCE=… -P layers.cmake
cmake_minimum_required(VERSION 3.25)

set(wrong "")

# check(PATTERN FILE...): every #include "…" of the files matches PATTERN.
function(check pattern)
  foreach(file IN LISTS ARGN)
    file(STRINGS ${file} lines REGEX "^[ \t]*#[ \t]*include[ \t]*\"")
    foreach(line IN LISTS lines)
      if(NOT line MATCHES "^[ \t]*#[ \t]*include[ \t]*\"(${pattern})")
        list(APPEND wrong "${file}: ${line}")
      endif()
    endforeach()
  endforeach()
  set(wrong "${wrong}" PARENT_SCOPE)
endfunction()

set(layers base container metadata ruleset caption check report)
set(allowed "")
foreach(layer IN LISTS layers)
  string(APPEND allowed "${layer}/|")
  file(GLOB files ${SOURCE}/validator/${layer}/*.[ch])
  string(REGEX REPLACE "\\|$" "" pattern "${allowed}")
  check("${pattern}" ${files})
endforeach()

file(GLOB files ${SOURCE}/validator/captionlint*.[ch])
check("${allowed}captionlint" ${files})
file(GLOB files ${SOURCE}/validator/cli/*.[ch])
check("captionlint\\.h|cli/" ${files})

# only(HEADER FILE...): the library behind <HEADER…> is known to these files only.
function(only header)
  set(homes ${ARGN})
  file(GLOB_RECURSE files ${SOURCE}/validator/*.[ch])
  foreach(file IN LISTS files)
    file(RELATIVE_PATH name ${SOURCE}/validator ${file})
    file(STRINGS ${file} lines REGEX "^[ \t]*#[ \t]*include[ \t]*<${header}")
    if(lines AND NOT name IN_LIST homes)
      list(APPEND wrong "${file}: ${lines} belongs in ${homes}")
    endif()
  endforeach()
  set(wrong "${wrong}" PARENT_SCOPE)
endfunction()
only("libexif" metadata/exif.c)
only("libxml" metadata/xmp.c)
only("pcre2" ruleset/pattern.c)
only("yaml" ruleset/yaml.c)
only("jansson" metadata/record.c)
only("iconv" base/charset.c)
only("zlib" container/inflate.c)
only("brotli" container/brotli.c)
only("sha2" ruleset/files.c)
only("utf8proc" base/charset.c base/guess_letters.c metadata/alike.c ruleset/fold.c
  caption/credit_compare.c report/terminal.c)

list(LENGTH wrong count)
if(count GREATER 0)
  list(JOIN wrong "\n" text)
  message(FATAL_ERROR "${count} includes across layers:\n${text}")
endif()
