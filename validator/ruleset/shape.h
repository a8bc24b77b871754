/* What the structs of a rule set are made of: which of their members point at what. By these
 * descriptions alone a rule set is written as an image and mapped again; a member that points
 * somewhere and stands in no description comes back broken, which tests/unit/test_image.c finds. */
#ifndef CL_RULESET_SHAPE_H
#define CL_RULESET_SHAPE_H

#include <stddef.h>
#include <stdint.h>

typedef enum cl_link_kind {
    CL_LINK_ITEMS,   /* things one behind the other; a member counts them */
    CL_LINK_ONE,     /* one thing, or NULL */
    CL_LINK_TEXT,    /* bytes up to a NUL, or NULL */
    CL_LINK_PATTERN, /* a cl_pattern, or NULL */
    CL_LINK_DROPPED  /* of use only while rules load: NULL in an image, and none are counted */
} cl_link_kind;

enum {
    CL_NO_MEMBER = 0xFFFF
};

/* A member that points at something. */
typedef struct cl_link {
    cl_link_kind kind;
    uint16_t at;       /* where it stands in the struct */
    uint16_t count;    /* where the size_t stands that counts the items */
    uint16_t capacity; /* where their capacity stands, which an image cuts to the count */
    const struct cl_shape *of;
} cl_link;

typedef struct cl_shape {
    size_t size;
    const cl_link *links;
    size_t link_count;
} cl_shape;

#define CL_SHAPE(type, links)                                                                      \
    {                                                                                              \
        sizeof(type), links, sizeof(links) / sizeof *(links)                                       \
    }

/* One link of each form of member. */
#define CL_LINK_TO_SPAN(type, member)                                                              \
    {                                                                                              \
        CL_LINK_ITEMS, offsetof(type, member.data), offsetof(type, member.len), CL_NO_MEMBER,      \
            &cl_byte_shape                                                                         \
    }
#define CL_LINK_TO_WORDS(type, member) CL_LINK_TO_ARRAY(type, member, &cl_span_shape)
#define CL_LINK_TO_ARRAY(type, member, shape)                                                      \
    {                                                                                              \
        CL_LINK_ITEMS, offsetof(type, member.items), offsetof(type, member.count),                 \
            offsetof(type, member.capacity), shape                                                 \
    }
#define CL_LINK_TO_ITEMS(type, member, counted, shape)                                             \
    {                                                                                              \
        CL_LINK_ITEMS, offsetof(type, member), offsetof(type, counted), CL_NO_MEMBER, shape        \
    }
#define CL_LINK_TO_ONE(type, member, shape)                                                        \
    {                                                                                              \
        CL_LINK_ONE, offsetof(type, member), CL_NO_MEMBER, CL_NO_MEMBER, shape                     \
    }
#define CL_LINK_TO_TEXT(type, member)                                                              \
    {                                                                                              \
        CL_LINK_TEXT, offsetof(type, member), CL_NO_MEMBER, CL_NO_MEMBER, &cl_byte_shape           \
    }
#define CL_LINK_TO_PATTERN(type, member)                                                           \
    {                                                                                              \
        CL_LINK_PATTERN, offsetof(type, member), CL_NO_MEMBER, CL_NO_MEMBER, &cl_byte_shape        \
    }
#define CL_LINK_TO_NOTHING(type, member)                                                           \
    {                                                                                              \
        CL_LINK_DROPPED, offsetof(type, member), CL_NO_MEMBER, CL_NO_MEMBER, NULL                  \
    }
#define CL_LINK_TO_NO_ARRAY(type, member)                                                          \
    {                                                                                              \
        CL_LINK_DROPPED, offsetof(type, member.items), offsetof(type, member.count),               \
            offsetof(type, member.capacity), NULL                                                  \
    }

extern const cl_shape cl_byte_shape; /* of uint8_t */
extern const cl_shape cl_span_shape;
extern const cl_shape cl_u32_shape;          /* of uint32_t */
extern const cl_shape cl_size_shape;         /* of size_t */
extern const cl_shape cl_name_pointer_shape; /* of const cl_name * */
extern const cl_shape cl_gazetteer_shape;
extern const cl_shape cl_prefilter_shape;
extern const cl_shape cl_ruleset_shape;

#endif
