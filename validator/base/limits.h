/* Every cap of the program, each with its reason. A cap that is reached is reported, never silent.
 */
#ifndef CL_BASE_LIMITS_H
#define CL_BASE_LIMITS_H

/* Memory */
#define CL_ARENA_CHUNK       (64u * 1024u)          /* most pictures need one or two */
#define CL_ARENA_KEPT        16u                    /* chunks between pictures: 1 MiB a thread */
#define CL_ARENA_PICTURE_MAX (64u * 1024u * 1024u)  /* one picture, whatever its bytes */
#define CL_ARENA_RULES_MAX   (256u * 1024u * 1024u) /* names and patterns need 10 MiB */

/* Files */
#define CL_TEXT_FILE_MAX    (4u * 1024u * 1024u) /* a page of prose; a caption is 1 KiB */
#define CL_RULE_FILE_MAX    (4u * 1024u * 1024u) /* territories.tsv is 80 KiB */
#define CL_RULE_FILES_MAX   1000u                /* a pack has some dozens */
#define CL_CACHE_FILES_MAX  8u                   /* compiled rule sets of a user, each of 16 MiB */
#define CL_IMAGE_BYTES_MAX  (128u * 1024u * 1024u) /* a compiled rule set; ours has 16 MiB */
#define CL_SIDECAR_MAX      (16u * 1024u * 1024u)  /* the largest real ones are 1 MiB */
#define CL_RECORD_LINE_MAX  (1024u * 1024u) /* one ndjson record: the fields of one picture */
#define CL_PATH_MAX         4096u           /* PATH_MAX of Linux */
#define CL_FOLDER_DEPTH_MAX 64u             /* deeper trees are loops */
#define CL_SOURCE_WINDOW    (64u * 1024u)   /* 97.6 % of JPEGs end their metadata within it */

/* Containers: DOMAIN of each is the format's specification, these stop what no camera writes */
#define CL_BLOCKS_MAX       1024u /* a JPEG has at most some hundred APPn segments */
#define CL_BLOCK_BYTES_MAX  (32u * 1024u * 1024u) /* all metadata of one picture together */
#define CL_SEGMENTS_MAX     65536u /* JPEG segments, PNG chunks, RIFF chunks walked */
#define CL_IFDS_MAX         32u    /* IFD chain and SubIFDs */
#define CL_IFD_ENTRIES_MAX  4096u  /* the specification knows some hundred tags */
#define CL_TIFF_VALUES_MAX  (CL_IFD_ENTRIES_MAX - 2) /* kept of a TIFF, beside two pointers */
#define CL_INFLATE_MAX      (10u * 1024u * 1024u)    /* one compressed PNG text, after inflating */
#define CL_SCAN_BYTES_MAX   (128u * 1024u) /* of a JPEG's picture data, searched for metadata */
#define CL_IRB_MAX          4096u          /* Photoshop writes some dozens of resources */
#define CL_BOXES_MAX        65536u   /* of one file: a video in fragments of a second for a day */
#define CL_BOX_DEPTH_MAX    16u      /* boxes in boxes: moov/trak/mdia/minf/… needs eight */
#define CL_BOX_KEYS_MAX     4096u    /* names of QuickTime metadata: Apple defines some dozens */
#define CL_ITEMS_MAX        65536u   /* of a HEIF: tiles of a large picture are a few thousand */
#define CL_ITEM_EXTENTS_MAX 4096u    /* pieces of metadata items; each mostly has one */
#define CL_ITEM_DEPTH_MAX   8u       /* items that lie in items */
#define CL_JXL_STATES_MAX   1000000u /* told of a JPEG's coder: mostly none at all */
#define CL_C2PA_BYTES_MAX                                                                          \
    (4u * 1024u * 1024u) /* of a manifest store: the newest one stands last                        \
                          */
#define CL_SEARCH_MAX         (64u * 1024u * 1024u) /* bytes of an EPS or PDF searched for packets */
#define CL_EPS_PHOTOSHOP_MAX  64u                   /* one, and those of what is placed in it */
#define CL_GIF_SUB_BLOCKS_MAX (4u * 1024u * 1024u)  /* a GIF of 1 GiB, each 255 bytes long */
#define CL_SVG_BYTES_MAX      (64u * 1024u * 1024u) /* markup walked through: drawings have 10 MiB */
#define CL_SVG_TAGS_MAX       (2u * 1024u * 1024u)  /* of a drawing; a detailed map has 500,000 */
#define CL_SVG_TEXT_MAX       CL_FIELD_BYTES_MAX    /* of one title or description, with markup */
#define CL_PDF_SECTIONS_MAX   256u   /* cross-reference sections: one each time a PDF was saved */
#define CL_PDF_PARTS_MAX      65536u /* stretches of object numbers in all of them */
#define CL_PDF_STREAM_OBJECTS_MAX                                                                  \
    16384u                     /* of an object stream: writers put some hundreds in one            \
                                */
#define CL_PDF_ENTRIES_MAX 64u /* of the Info dictionary: the specification knows nine */

/* Metadata */
#define CL_FIELDS_MAX       4096u          /* values of one picture, repeats included */
#define CL_FIELD_BYTES_MAX  (64u * 1024u)  /* one value: twenty pages; IIM 2:120 holds 2,000 */
#define CL_GUESS_BYTES_MAX  4096u          /* by which a charset is guessed: two captions */
#define CL_GUESSED_MAX      (256u * 1024u) /* of one picture; a guess counts for 512 or more */
#define CL_CUTS_MAX         64u /* values that may be cut, compared with all others of a picture */
#define CL_IIM_DATASETS_MAX 10000u             /* keywords repeat, ten thousand do not */
#define CL_EXIF_LIBRARY_MAX CL_FIELD_BYTES_MAX /* libexif copies it: one JPEG segment */
#define CL_EXIF_POINTERS_MAX                                                                       \
    4u /* Exif, GPS, interoperability; libexif follows each again and again */
#define CL_EXIF_BYTES_MAX     (2u * 1024u * 1024u)  /* values of all blocks: cameras write 10 KiB */
#define CL_EXIF_COMPARED_MAX  (64u * 1024u * 1024u) /* values of one length with one another */
#define CL_XMP_BYTES_MAX      (16u * 1024u * 1024u) /* one packet */
#define CL_XMP_DEPTH_MAX      64u                   /* nesting of elements */
#define CL_XMP_ATTRIBUTES_MAX 1024u                 /* of one tag: raw converters write 300 */
#define CL_XMP_WORK_MAX       100000000u /* name look-ups of a packet: elements times namespaces */
#define CL_XMP_NAMES_MAX                                                                           \
    250000u /* elements and attributes of a packet; libxml2's name table is slow beyond */
#define CL_XMP_ERRORS_MAX     1000u /* past it the packet is no XML at all */
#define CL_XMP_NAME_MAX       64u   /* of a name that is shown; no standard has one of 40 bytes */
#define CL_XMP_PATH_MAX       1024u /* of the path to a value: ten structures deep */
#define CL_XMP_REFERENCES_MAX 64u   /* values that stand elsewhere in a packet: hardly one does */
#define CL_XMP_AGAIN_MAX      (8u * 1024u * 1024u) /* bytes parsed again for them */
#define CL_XMP_LEFT_MAX       (512u * 1024u)       /* markup that no parser understood */
#define CL_XMP_SHIFTS_MAX     65536u /* places where a mended packet changed its length */
#define CL_XMP_PACKETS_MAX    8u     /* packets one behind the other in one block */
#define CL_COMPARED_MAX       16384u /* characters of two values: IIM holds 2,000 of a caption */
#define CL_FINDINGS_MAX       1000u  /* one picture; past it one finding says so */
#define CL_SHRINK_PIXELS_MAX  200000000u    /* of a picture that is decoded for a thumbnail */
#define CL_THUMBNAIL_MAX      (64u * 1024u) /* no more fits into an APP1 segment */

/* Reading */
#define CL_TEXT_BYTES_MAX    CL_FIELD_BYTES_MAX /* what is read of one field */
#define CL_TEXT_TOTAL_MAX    (128u * 1024u) /* of all fields of one picture: real ones hold 20 KB */
#define CL_NOTE_BYTES_MAX    1024u          /* a caption that is only a note: IIM 2:40 holds 256 */
#define CL_MARKS_MAX         8192u          /* names in one field */
#define CL_MATCHES_MAX       4096u          /* phrases found in one field */
#define CL_CLAUSES_MAX       1024u          /* restrictions, credits, notices of a picture, each */
#define CL_PLACES_MAX        64u            /* places of one restriction */
#define CL_CREDIT_PARTS_MAX  64u       /* names in one credit; what follows them stays one text */
#define CL_MATCH_LIMIT_PLAIN 2000u     /* without JIT; what needs more is tried with it */
#define CL_MATCH_LIMIT       20000u    /* PCRE2: real captions need 200 under JIT */
#define CL_MATCH_LIMIT_LONG  1000u     /* PCRE2: 200 KiB of mixed notes need 500 under JIT */
#define CL_MATCH_WORK        40000000u /* limit times bytes of a text between 2 and 40 KB */
/* What matching patterns in one field may take. The calls come first: they are the same on every
 * machine. A build that runs slower, with sanitizers, gives more time. */
#define CL_FIELD_CALLS_MAX 100000u /* of patterns; 64 KiB of prose need 5,000, and 40 ms */
#ifndef CL_FIELD_CPU_MS
#define CL_FIELD_CPU_MS 40u
#endif
#define CL_LOOK_WORK       65536u /* places to begin at, times bytes, between two looks at the clock */
#define CL_LOOK_PLACES     64u    /* of one call, at first */
#define CL_DEPTH_LIMIT     1000u /* PCRE2: real captions need 50 */
#define CL_HEAP_LIMIT_KIB  1024u /* PCRE2: real captions need 8 */
#define CL_JIT_AFTER       160u  /* matches of a pattern: compiling for JIT costs as much */
#define CL_JIT_STACK_START (32u * 1024u)
#define CL_JIT_STACK_MAX   (512u * 1024u)

/* Rules */
#define CL_PATTERN_BYTES_MAX     (64u * 1024u) /* a pattern after its fragments are put in */
#define CL_PATTERN_DEPTH_MAX     64u   /* groups inside groups that are looked into for words */
#define CL_PATTERN_WORDS_MAX     2000u /* words of one pattern; with more it is always tried */
#define CL_REPEAT_LARGE          140u  /* times: 140 by 140 ways are within CL_MATCH_LIMIT */
#define CL_REPEATS_MAX           16u   /* told of one pattern */
#define CL_FRAGMENT_DEPTH_MAX    16u   /* fragments inside fragments */
#define CL_PHRASES_MAX           4096u
#define CL_GROUPS_MAX            32u  /* capture groups of one phrase */
#define CL_VOCABULARIES_MAX      64u  /* of words.tsv; the rules know five */
#define CL_VOCABULARY_VALUES_MAX 256u /* of one vocabulary */
#define CL_PROFILES_MAX          256u /* a house has a handful */
#define CL_PROFILE_DEPTH_MAX     8u   /* profiles that extend one another; more is a circle */
#define CL_YAML_DEPTH_MAX        32u
#define CL_YAML_NODES_MAX        1000000u /* also stops aliases that multiply */

/* Runs */
#define CL_RUN_THREADS_MAX 256u /* more than most machines have processors */
#define CL_RUN_JOBS        256u /* inputs that wait: 25 ms of work for one thread */
#define CL_RUN_AHEAD       64u  /* inputs that are fetched from the disk meanwhile */
#define CL_RUN_PROBE       16u  /* one in so many inputs is looked at: is it in memory? */
#define CL_RUN_HELD_MAX    (8u * 1024u * 1024u) /* bytes of what waits; the oldest goes on */
#define CL_RUN_COPY_MAX    (1024u * 1024u)      /* larger inputs are waited for instead */
#define CL_RUN_LINES       64u /* records that one thread takes at once: a millisecond */
#define CL_RUN_LINES_BYTES (16u * 1024u)
#define CL_RUN_KEPT        (32u * 1024u)        /* memory that goes from one input to the next */
#define CL_REPORT_BUFFER   (64u * 1024u)        /* of a report: a write a picture is slow */
#define CL_SPOOL_MEMORY    (8u * 1024u * 1024u) /* of a report that is held: 1,000 pictures */
#define CL_SPOOL_MAX       (32ull << 30) /* of its file: a million pictures with thumbnails */
#define CL_SPOOL_LINE_MAX                                                                          \
    (64u * 1024u * 1024u) /* one record, of a picture of CL_ARENA_PICTURE_MAX */
#define CL_SHEET_BYTES_MAX          (1024u * 1024u * 1024u) /* counts of a sheet: 100 MiB of a million */
#define CL_SHEET_PICTURE_MAX        (256u * 1024u * 1024u) /* what is worked out of one record */
#define CL_SHEET_NAMES_MAX          4096u /* agencies or rules that are counted: there are hundreds */
#define CL_SHEET_CELLS_MAX          65536u /* of those in one week: two years of some hundreds */
#define CL_SHEET_AGENCIES_MAX       64u    /* of one picture */
#define CL_SHEET_PLACES_MAX         16384u /* of notes of one picture, marked in its texts */
#define CL_SHEET_NOTED_MAX          1024u  /* of them in one text */
#define CL_SHEET_DUES_MAX           64u    /* moments of one picture */
#define CL_SHEET_PICTURES_MAX       (16u * 1024u * 1024u) /* merged, or compared with an earlier run */
#define CL_SHEET_FINDINGS_MAX       (64u * 1024u * 1024u) /* of an earlier run */
#define CL_STYLESHEET_MAX           (4u * 1024u * 1024u) /* of the sheet, its CSS, its script: 100 KiB */
#define CL_STYLESHEET_DEPTH_MAX     500 /* templates in templates: ours needs ten */
#define CL_STYLESHEET_VARIABLES_MAX 15000
#define CL_STYLESHEET_WORK_MAX      50000000u       /* steps for one picture: ours needs 100,000 */
#define CL_RESULT_BYTES_MAX         (1024u * 1024u) /* of one result in a cache: most have 5 KB */
#define CL_RESULTS_BATCH            256u            /* written at once */
#define CL_RESULTS_BATCH_BYTES      (4u * 1024u * 1024u)
#define CL_RESULTS_PAGES_MAX        (1024u * 1024u) /* 4 GiB: results of a million pictures */
#define CL_RESULTS_WAIT             5000 /* milliseconds for another process that writes */

/* Judging */
#define CL_EDITIONS_MAX         256u
#define CL_IDS_MAX              1000000u /* killed or corrected pictures: years of an agency */
#define CL_IDS_FILE_MAX         (32u * 1024u * 1024u) /* so many ids of 32 bytes */
#define CL_WAIVERS_MAX          10000u /* entries of captionlint-waivers.yaml: years of a house */
#define CL_WAIVERS_FILE_MAX     (8u * 1024u * 1024u) /* so many, with a long note each */
#define CL_WAIVER_TEXT_MAX      4096u                /* bytes of a reason or a name; a page */
#define CL_WAIVABLE_HOURS_MAX   8784u                /* of a rule: a year; more is no limit */
#define CL_BASELINE_IDS_MAX     2000000u /* known findings: an archive of a million pictures */
#define CL_BASELINE_FILE_MAX    (512u * 1024u * 1024u) /* so many with their hints */
#define CL_BASELINE_LINE_MAX    4096u /* bytes of one: an id, a rule and the name of an edition */
#define CL_DUTIES_MAX           256u
#define CL_HOUSE_SAID_MAX       64u /* findings of one check of a profile: keywords are thousands */
#define CL_HOUSE_COMPARED_MAX   16u /* values of a field compared with those of another */
#define CL_HOUSE_COMPARED_BYTES 1024u /* of each */
#define CL_COMPARE_WORK                                                                            \
    (20u * 1000u * 1000u)    /* values of two pictures with one another: a second */
#define CL_CHANGES_MAX 1000u /* told of two pictures; one has CL_CLAUSES_MAX notes */
#define CL_QUOTE_MAX   160u  /* characters of the picture quoted in a message */
#define CL_QUOTES_MAX  4u    /* wordings of one note quoted in a message */
#define CL_REASONS_MAX 4096u /* lines of reasoning of one edition */
/* Pictures of one verdict that are named again at the end of a report: more than a person goes
 * through, and no folder of a million pictures fills the memory. */
#define CL_TOTALS_NAMES_MAX 200u

#endif
