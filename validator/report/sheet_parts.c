#define _POSIX_C_SOURCE 200809L

#include "report/sheet_parts.h"

#include <sha2.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/source.h"
#include "base/text.h"

/* One of the files, in the arena; empty where there is none. */
static cl_status read_beside(cl_arena *arena, const char *stylesheet, const char *ending,
                             cl_span *out, cl_error *error)
{
    cl_span path = cl_span_of(stylesheet);
    cl_span stem = cl_span_ends(path, CL_SPAN(".xsl")) ? cl_span_sub(path, 0, path.len - 4) : path;
    const cl_span parts[] = {stem, cl_span_of(ending)};
    cl_span name;
    *out = CL_EMPTY_SPAN;
    CL_TRY(cl_arena_join(arena, parts, 2, &name));
    const char *file = (const char *)name.data;
    if (access(file, F_OK) != 0) {
        return CL_OK;
    }
    CL_TRY(cl_source_read_file(arena, file, CL_STYLESHEET_MAX, out, error));
    return cl_utf8_valid(*out) ? CL_OK : cl_error_set(error, CL_BAD_CONFIG, "%s: no UTF-8", file);
}

/* A browser hashes what it reads, in which every line ends with a line feed and nothing else is a
 * control character. */
static cl_status tidy(cl_arena *arena, cl_span text, cl_span *out)
{
    cl_out tidied = {0};
    for (size_t i = 0; i < text.len; i++) {
        uint8_t byte = text.data[i];
        bool wanted = byte >= 0x20 || byte == '\n' || byte == '\t';
        if (wanted) {
            cl_out_byte(&tidied, (char)byte);
        }
    }
    cl_status status =
        tidied.failed ? CL_NO_MEMORY : cl_arena_copy(arena, cl_out_span(&tidied), out);
    cl_out_free(&tidied);
    return status;
}

/* CSP Level 3, 2.3.1: 'sha256-…'; 'none' for nothing. */
static void put_hash(cl_out *out, cl_span text)
{
    uint8_t hash[SHA256_DIGEST_LENGTH];
    SHA2_CTX context;
    if (text.len == 0) {
        cl_out_text(out, "'none'");
        return;
    }
    SHA256Init(&context);
    SHA256Update(&context, text.data, text.len);
    SHA256Final(hash, &context);
    cl_out_text(out, "'sha256-");
    cl_out_base64(out, (cl_span){hash, sizeof hash});
    cl_out_byte(out, '\'');
}

static void put_policy(cl_tree *tree, cl_span css, cl_span js)
{
    cl_out policy = {0};
    cl_out_text(&policy, "default-src 'none'; img-src data:; style-src ");
    put_hash(&policy, css);
    cl_out_text(&policy, "; script-src ");
    put_hash(&policy, js);
    cl_out_text(&policy, "; base-uri 'none'; form-action 'none'");
    cl_tree_leaf(tree, "csp", cl_out_span(&policy));
    cl_out_free(&policy);
}

static void put_part(cl_tree *tree, const char *name, cl_span text)
{
    cl_tree_open(tree, name);
    cl_tree_plain(tree, text);
    cl_tree_close(tree);
}

static cl_status put_parts(cl_arena *arena, const char *stylesheet, cl_tree *tree, cl_error *error)
{
    cl_span css;
    cl_span js;
    CL_TRY(read_beside(arena, stylesheet, ".css", &css, error));
    CL_TRY(read_beside(arena, stylesheet, ".js", &js, error));
    CL_TRY(tidy(arena, css, &css));
    CL_TRY(tidy(arena, js, &js));
    put_part(tree, "css", css);
    put_part(tree, "js", js);
    put_policy(tree, css, js);
    return CL_OK;
}

cl_status cl_sheet_parts_put(const char *stylesheet, cl_tree *tree, cl_error *error)
{
    cl_arena *arena = cl_arena_new(8 * (size_t)CL_STYLESHEET_MAX);
    cl_status status = arena == NULL ? CL_NO_MEMORY : put_parts(arena, stylesheet, tree, error);
    cl_arena_free(arena);
    return status;
}
