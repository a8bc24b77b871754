/* What several values of Exif say together: dates, with their zones and fractions of a second, and
 * the position of the camera. */
#ifndef CL_METADATA_EXIF_FACTS_H
#define CL_METADATA_EXIF_FACTS_H

#include "metadata/field.h"
#include "metadata/ifd.h"

/* Dates in the ISO 8601 profile of XMP, positions in decimal degrees (south and west negative),
 * altitudes in metres. `container` is for the fields. What cannot be one is reported. */
CL_MUST_USE cl_status cl_exif_facts_read(const cl_block *block, const cl_ifd_entries *entries,
                                         const char *container, cl_fields *fields);

/* Reports a value of which a part lies outside its block. */
CL_MUST_USE cl_status cl_exif_report_incomplete(const cl_block *block, const cl_ifd_entry *entry,
                                                const char *name, cl_fields *fields);

#endif
