/* Blocks -> fields. Conversion to UTF-8 happens here, once. */
#ifndef CL_METADATA_METADATA_H
#define CL_METADATA_METADATA_H

#include "container/container.h"
#include "metadata/field.h"

/* Reads the fields of all blocks: first EXIF, XMP and texts in their order, then extended XMP,
 * which a main packet must have named, and IIM last, where a value may be cut that XMP holds whole.
 * Damage becomes findings; CL_OK unless memory ends. */
CL_MUST_USE cl_status cl_metadata_read(const cl_blocks *blocks, cl_fields *fields);

/* Reads the picture in `source`: its format by the first bytes, its blocks, their fields. *format
 * is set to the format's name and left alone when the input is of none, which is a finding, as is a
 * `path` that ends as another format's files do (an empty one does not). CL_OK unless memory ends
 * or the system fails to read. */
CL_MUST_USE cl_status cl_picture_read(cl_source *source, cl_span path, cl_fields *fields,
                                      const char **format);

/* One reader a block kind. */
CL_MUST_USE cl_status cl_exif_read(const cl_block *block, cl_fields *fields);
CL_MUST_USE cl_status cl_iim_read(const cl_block *block, cl_fields *fields);
/* An extended packet is read when `fields` holds the name that its main packet gave it. */
CL_MUST_USE cl_status cl_xmp_read(const cl_block *block, cl_fields *fields);
/* Notes where a C2PA manifest store stands and reads the digital source types that it claims. */
CL_MUST_USE cl_status cl_c2pa_read(const cl_block *block, cl_fields *fields);

/* Whether the IIM is what it was when Photoshop's digest was made: sets fields->digest. */
CL_MUST_USE cl_status cl_digest_read(const cl_blocks *blocks, cl_fields *fields);

/* A whole text as one caption field (.txt, standard input). BOM removed, invalid UTF-8 read as
 * windows-1252 and reported. */
CL_MUST_USE cl_status cl_text_read(cl_span bytes, cl_fields *fields);

/* One line of an .ndjson file: {"id": …, "caption": …, …}. Unknown keys are reported and kept out;
 * a line that is not a JSON object gives a damage finding that names line and column. */
CL_MUST_USE cl_status cl_record_read(cl_span line, size_t line_number, cl_fields *fields,
                                     cl_span *id);

#endif
