#include "base/damage.h"

#include "base/limits.h"
#include "base/message.h"

static const cl_damage_entry entries[CL_DAMAGE_COUNT] = {
    [CL_DAMAGE_EMPTY] = {"damage.empty", CL_ERROR, true, "the input is empty",
                         "An input of no bytes holds no credit and no restriction; it is no proof "
                         "that the picture is free.",
                         CL_MESSAGE("fetch the file again from its supplier")},
    [CL_DAMAGE_UNKNOWN_FORMAT] =
        {"damage.unknown-format", CL_ERROR, true, "the input is not of a format that is read",
         "The format is told by the first bytes, never by the name. What "
         "cannot be read cannot be called free of restrictions.",
         CL_MESSAGE("give a picture, a video or an XMP file, a caption as .txt or "
                    "records as .ndjson")},
    [CL_DAMAGE_EXTENSION] = {"damage.extension", CL_WARNING, false,
                             "the name ends as that of another format",
                             "Systems that go by the name will read the picture wrongly or not at "
                             "all, and lose its metadata with the rights in it.",
                             CL_MESSAGE("rename the file, or fetch it again from its supplier")},
    [CL_DAMAGE_UNREADABLE] = {"damage.unreadable", CL_ERROR, true,
                              "the input could not be opened or read",
                              "The operating system refused to open or read the input.",
                              CL_MESSAGE("check the path and its permissions")},
    [CL_DAMAGE_TRUNCATED] = {"damage.truncated", CL_ERROR, true, "the file ends inside a structure",
                             "Metadata behind the end of the file may have held a restriction.",
                             CL_MESSAGE("fetch the file again from its supplier")},
    [CL_DAMAGE_LENGTH] = {"damage.length", CL_ERROR, true, "a length points beyond its container",
                          "A structure announces more bytes than its container holds; what it "
                          "meant to say is unknown.",
                          CL_MESSAGE("fetch the file again, or write its metadata anew")},
    [CL_DAMAGE_STRUCTURE] = {"damage.structure", CL_ERROR, true,
                             "bytes that the format does not allow",
                             "A block could not be understood, so a restriction in it would be "
                             "missed.",
                             CL_MESSAGE("fetch the file again, or write its metadata anew")},
    [CL_DAMAGE_LIMIT] = {"damage.limit", CL_ERROR, true, "a cap was reached while reading",
                         "Every size is capped so that a hostile file cannot exhaust the machine; "
                         "what lies beyond the cap was not read.",
                         CL_MESSAGE("look at the picture's metadata by hand")},
    [CL_DAMAGE_ENCODING] = {"damage.encoding", CL_WARNING, false,
                            "text whose charset is not declared, or not as declared",
                            "The bytes of a value do not fit the charset that is declared for "
                            "them, or none is declared; they were read in the most likely one.",
                            CL_MESSAGE("compare the value with the supplier's caption")},
    [CL_DAMAGE_CUT] =
        {"damage.cut", CL_WARNING, false,
         "the value fills its field to the last byte and may be cut",
         "An IIM field has a fixed size. A text that ends exactly there has often lost "
         "its end, and with it a restriction or the rest of a credit.",
         CL_MESSAGE("compare the value with the supplier's caption")},
    [CL_DAMAGE_REPAIRED] = {"damage.repaired", CL_INFO, false,
                            "damage that was mended without loss",
                            "A known fault of a writer was recognised and everything was read.",
                            ""},
    [CL_DAMAGE_IGNORED] = {"damage.ignored", CL_INFO, false, "a block that was left unread",
                           "The block is legal but holds nothing that is read, or repeats what "
                           "was read.",
                           ""},
    [CL_DAMAGE_RECORD] = {"damage.record", CL_ERROR, true, "a record that cannot be read",
                          "A line of an .ndjson file is not one JSON object of known fields.",
                          CL_MESSAGE("correct the line; the other records were checked")},
    [CL_DAMAGE_RECORD_KEY] = {"damage.record-key", CL_WARNING, false,
                              "a record has a key that is not known",
                              "The keys of a record are \"id\" and the names of fields. What "
                              "stands under another key was not read.",
                              CL_MESSAGE(
                                  "rename the key to the field that is meant, or leave it out")},
    [CL_DAMAGE_WAIVER] = {"damage.waiver", CL_ERROR, true, "a waiver that cannot be used",
                          "An entry of captionlint-waivers.yaml lacks something, or says something "
                          "unknown. It waives nothing; the others hold.",
                          CL_MESSAGE("correct the entry")},
    [CL_DAMAGE_TOO_MANY_FINDINGS] = {"damage.too-many-findings", CL_ERROR, true,
                                     "more findings than are kept",
                                     "A picture that gives so many findings is broken or hostile.",
                                     CL_MESSAGE("look at the picture's metadata by hand")},
};

const cl_damage_entry *cl_damage_entry_of(cl_damage damage)
{
    return &entries[damage];
}

bool cl_damage_of(cl_span id, cl_damage *out)
{
    for (unsigned i = 0; i < CL_DAMAGE_COUNT; i++) {
        if (cl_span_equal(id, cl_span_of(entries[i].id))) {
            *out = (cl_damage)i;
            return true;
        }
    }
    return false;
}

cl_finding cl_damage_finding(cl_damage damage)
{
    const cl_damage_entry *entry = &entries[damage];
    return (cl_finding){.rule = cl_span_of(entry->id),
                        .level = entry->level,
                        .incomplete = entry->incomplete,
                        .fix = cl_span_of(cl_message(entry->fix))};
}

cl_status cl_damage_report(cl_findings *findings, cl_damage damage, uint64_t offset,
                           const char *format, ...)
{
    cl_finding finding = cl_damage_finding(damage);
    if (findings->items.count >= CL_FINDINGS_MAX) {
        return cl_findings_add(findings, &finding); /* which only counts: no message is made */
    }
    va_list arguments;
    va_start(arguments, format);
    finding.message = cl_arena_format_list(findings->arena, cl_message(format), arguments);
    va_end(arguments);
    finding.proof.has_offset = true;
    finding.proof.offset = offset;
    return cl_findings_add(findings, &finding);
}
