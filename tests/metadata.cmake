cl_unit(base charset)
cl_unit(metadata field iim exif xmp record text_read metadata)
cl_fuzz(base charset)
cl_fuzz(metadata iim exif xmp record text)
