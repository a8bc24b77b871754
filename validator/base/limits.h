/* Every cap of the program, each with its reason. A cap that is reached is reported, never silent.
 */
#ifndef CL_BASE_LIMITS_H
#define CL_BASE_LIMITS_H

/* Memory */
#define CL_ARENA_CHUNK       (64u * 1024u)          /* most pictures need one or two */
#define CL_ARENA_PICTURE_MAX (64u * 1024u * 1024u)  /* one picture, whatever its bytes */
#define CL_ARENA_RULES_MAX   (256u * 1024u * 1024u) /* names and patterns need 10 MiB */

/* Files */
#define CL_TEXT_FILE_MAX    (4u * 1024u * 1024u)  /* a page of prose; a caption is 1 KiB */
#define CL_RULE_FILE_MAX    (4u * 1024u * 1024u)  /* territories.tsv is 80 KiB */
#define CL_RULE_FILES_MAX   1000u                 /* a pack has some dozens */
#define CL_SIDECAR_MAX      (16u * 1024u * 1024u) /* the largest real ones are 1 MiB */
#define CL_RECORD_LINE_MAX  (1024u * 1024u)       /* one ndjson record: the fields of one picture */
#define CL_PATH_MAX         4096u                 /* PATH_MAX of Linux */
#define CL_FOLDER_DEPTH_MAX 64u                   /* deeper trees are loops */
#define CL_SOURCE_WINDOW    (64u * 1024u)         /* 97.6 % of JPEGs end their metadata within it */

/* Containers: DOMAIN of each is the format's specification, these stop what no camera writes */
#define CL_BLOCKS_MAX      1024u                 /* a JPEG has at most some hundred APPn segments */
#define CL_BLOCK_BYTES_MAX (32u * 1024u * 1024u) /* all metadata of one picture together */
#define CL_SEGMENTS_MAX    65536u                /* JPEG segments, PNG chunks, RIFF chunks walked */
#define CL_IFDS_MAX        32u                   /* IFD chain and SubIFDs */
#define CL_IFD_ENTRIES_MAX 4096u                 /* the specification knows some hundred tags */
#define CL_INFLATE_MAX     (10u * 1024u * 1024u) /* one compressed PNG text, after inflating */
#define CL_IRB_MAX         4096u                 /* Photoshop writes some dozens of resources */

/* Metadata */
#define CL_FIELDS_MAX       4096u              /* values of one picture, repeats included */
#define CL_FIELD_BYTES_MAX  (64u * 1024u)      /* one value: twenty pages; IIM 2:120 holds 2,000 */
#define CL_IIM_DATASETS_MAX 10000u             /* keywords repeat, ten thousand do not */
#define CL_EXIF_LIBRARY_MAX CL_FIELD_BYTES_MAX /* libexif copies it: one JPEG segment */
#define CL_EXIF_POINTERS_MAX                                                                       \
    4u /* Exif, GPS, interoperability; libexif follows each again and again */
#define CL_EXIF_COMPARED_MAX  (64u * 1024u * 1024u) /* values of one length with one another */
#define CL_XMP_BYTES_MAX      (16u * 1024u * 1024u) /* one packet */
#define CL_XMP_DEPTH_MAX      64u                   /* nesting of elements */
#define CL_XMP_ATTRIBUTES_MAX 1024u                 /* of one tag: raw converters write 300 */
#define CL_XMP_WORK_MAX       100000000u /* name look-ups of a packet: elements times namespaces */
#define CL_XMP_NAMES_MAX                                                                           \
    250000u /* elements and attributes of a packet; libxml2's name table is slow beyond */
#define CL_XMP_ERRORS_MAX  1000u /* past it the packet is no XML at all */
#define CL_XMP_PACKETS_MAX 8u    /* packets one behind the other in one block */
#define CL_FINDINGS_MAX    1000u /* one picture; past it one finding says so */

/* Reading */
#define CL_TEXT_BYTES_MAX   CL_FIELD_BYTES_MAX /* what is read of one field */
#define CL_NOTE_BYTES_MAX   1024u     /* a caption that is only a note: IIM 2:40 holds 256 */
#define CL_MARKS_MAX        8192u     /* names in one field */
#define CL_MATCHES_MAX      4096u     /* phrases found in one field */
#define CL_CLAUSES_MAX      1024u     /* restrictions, credits, notices of a picture, each */
#define CL_PLACES_MAX       64u       /* places of one restriction */
#define CL_CREDIT_PARTS_MAX 64u       /* names in one credit; what follows them stays one text */
#define CL_MATCH_LIMIT      20000u    /* PCRE2: real captions need 200 under JIT */
#define CL_MATCH_LIMIT_LONG 1000u     /* PCRE2: 200 KiB of mixed notes need 500 under JIT */
#define CL_MATCH_WORK       40000000u /* limit times bytes of a text between 2 and 40 KB */
#define CL_DEPTH_LIMIT      1000u     /* PCRE2: real captions need 50 */
#define CL_HEAP_LIMIT_KIB   1024u     /* PCRE2: real captions need 8 */
#define CL_JIT_STACK_START  (32u * 1024u)
#define CL_JIT_STACK_MAX    (512u * 1024u)

/* Rules */
#define CL_PATTERN_BYTES_MAX     (64u * 1024u) /* a pattern after its fragments are put in */
#define CL_PATTERN_DEPTH_MAX     64u   /* groups inside groups that are looked into for words */
#define CL_PATTERN_WORDS_MAX     2000u /* words of one pattern; with more it is always tried */
#define CL_FRAGMENT_DEPTH_MAX    16u   /* fragments inside fragments */
#define CL_PHRASES_MAX           4096u
#define CL_GROUPS_MAX            32u  /* capture groups of one phrase */
#define CL_VOCABULARIES_MAX      64u  /* of words.tsv; the rules know five */
#define CL_VOCABULARY_VALUES_MAX 256u /* of one vocabulary */
#define CL_YAML_DEPTH_MAX        32u
#define CL_YAML_NODES_MAX        1000000u /* also stops aliases that multiply */

/* Judging */
#define CL_EDITIONS_MAX 256u
#define CL_IDS_MAX      1000000u              /* killed or corrected pictures: years of an agency */
#define CL_IDS_FILE_MAX (32u * 1024u * 1024u) /* so many ids of 32 bytes */
#define CL_DUTIES_MAX   256u
#define CL_QUOTE_MAX    160u  /* characters of the picture quoted in a message */
#define CL_QUOTES_MAX   4u    /* wordings of one note quoted in a message */
#define CL_REASONS_MAX  4096u /* lines of reasoning of one edition */
/* Pictures of one verdict that are named again at the end of a report: more than a person goes
 * through, and no folder of a million pictures fills the memory. */
#define CL_TOTALS_NAMES_MAX 200u

#endif
