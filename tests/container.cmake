cl_unit(container container jpeg irb tiff png webp xmp_file)
cl_fuzz(container jpeg tiff png webp irb xmp_file)
