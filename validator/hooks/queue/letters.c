#define _XOPEN_SOURCE 700 /* realpath */

#include "hooks/queue/letters.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/say.h"
#include "cli/stream.h"

static const char check_file[] = "check the file";

/* Tells it; the others go on. */
static int skip(const queue_letters *letters, const char *path, const char *what,
                const char *advice)
{
    cli_walk_fail(letters->walk, path, what, advice);
    return 0;
}

/* Sends what it makes of the traits; takes the body. */
static int send_job(const queue_letters *letters, const queue_traits *traits, char *body,
                    size_t len)
{
    queue_item *item = calloc(1, sizeof *item);
    char *name = traits->kind == QUEUE_PATH ? NULL : strdup(traits->name);
    if (item == NULL || body == NULL || (traits->kind != QUEUE_PATH && name == NULL)) {
        free(item);
        free(name);
        free(body);
        return cli_fail("out of memory");
    }
    *item = (queue_item){.kind = traits->kind, .name = name, .body = body, .len = len};
    if (traits->kind == QUEUE_RECORD) {
        item->line = traits->numbers[0];
        item->offset = traits->numbers[1];
    }
    queue_identify(traits, item->id);
    return queue_sender_put(letters->sender, item);
}

static char *copy_of(const char *bytes, size_t len)
{
    char *copy = malloc(len == 0 ? 1 : len);
    if (copy != NULL && len > 0) {
        memcpy(copy, bytes, len);
    }
    return copy;
}

/* --- records --- */

/* Lines on their way. */
typedef struct flow {
    const queue_letters *letters;
    const char *name;
    size_t lines;    /* that were before */
    uint64_t offset; /* of what comes next */
    bool skipping;   /* the rest of a line that is too long */
} flow;

static bool is_blank(const char *bytes, size_t len)
{
    size_t at = 0;
    while (at < len && (bytes[at] == ' ' || (bytes[at] >= '\t' && bytes[at] <= '\r'))) {
        at++;
    }
    return at == len;
}

static int tell_long(flow *from)
{
    char what[CLI_WORDS_MAX];
    (void)snprintf(what, sizeof what, "line %zu is longer than 1 MiB, and no record",
                   from->lines + 1);
    return skip(from->letters, from->name, what, check_file);
}

/* A line without its line feed. */
static int send_line(flow *from, const char *line, size_t len)
{
    static const char mark[] = "\xEF\xBB\xBF";
    size_t marked = from->offset == 0 && len >= 3 && memcmp(line, mark, 3) == 0 ? 3 : 0;
    if (from->skipping || is_blank(line + marked, len - marked)) {
        return 0;
    }
    if (len > QUEUE_RECORD_MAX) {
        return tell_long(from);
    }
    const queue_traits traits = {.kind = QUEUE_RECORD,
                                 .name = from->name,
                                 .numbers = {from->lines + 1, from->offset + marked},
                                 .content = {line + marked, len - marked}};
    return send_job(from->letters, &traits, copy_of(line + marked, len - marked), len - marked);
}

/* The whole lines; *used gets how many bytes they have. */
static int send_lines(flow *from, const char *bytes, size_t len, size_t *used)
{
    int stopped = 0;
    *used = 0;
    while (stopped == 0) {
        const char *start = bytes + *used;
        const char *feed = len == *used ? NULL : memchr(start, '\n', len - *used);
        if (feed == NULL) {
            break;
        }
        size_t line = (size_t)(feed - start);
        stopped = send_line(from, start, line);
        from->lines++;
        from->offset += line + 1;
        from->skipping = false;
        *used += line + 1;
    }
    return stopped;
}

/* What has come of a line that no record is as long as need not be kept. */
static int cut_line(flow *from, cli_stream *stream)
{
    if (stream->len <= QUEUE_RECORD_MAX) {
        return 0;
    }
    int stopped = from->skipping ? 0 : tell_long(from);
    from->skipping = true;
    from->offset += stream->len;
    cli_stream_drop(stream, stream->len);
    return stopped;
}

static int send_stream(flow *from, cli_stream *stream)
{
    int stopped = 0;
    while (stopped == 0 && cli_stream_more(stream)) {
        size_t used = 0;
        stopped = send_lines(from, stream->bytes, stream->len, &used);
        cli_stream_drop(stream, used);
        if (stopped == 0) {
            stopped = cut_line(from, stream);
        }
    }
    if (stopped == 0 && stream->error != 0) {
        return skip(from->letters, from->name, cli_system_reason(stream->error), check_file);
    }
    return stopped == 0 && stream->len > 0 ? send_line(from, stream->bytes, stream->len) : stopped;
}

static int send_records(const queue_letters *letters, const char *path)
{
    flow from = {.letters = letters, .name = path};
    cli_stream stream = {.file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK),
                         .most = 2 * CLI_LINE_MAX};
    if (stream.file == -1) {
        return skip(letters, path, cli_system_reason(errno), check_file);
    }
    int stopped = send_stream(&from, &stream);
    cli_stream_free(&stream);
    (void)close(stream.file);
    return stopped;
}

/* --- bytes --- */

static int send_bytes(const queue_letters *letters, const char *name, char *bytes, size_t len)
{
    const queue_traits traits = {
        .kind = QUEUE_BYTES, .name = name, .content = {bytes == NULL ? "" : bytes, len}};
    return send_job(letters, &traits, bytes, len);
}

static int tell_large(const queue_letters *letters, const char *path)
{
    return skip(letters, path, "more than 16 MiB, which is too much for a message",
                "send its path with --root");
}

/* As many as were asked for, or to the end. */
static ssize_t read_whole(int file, char *into, size_t len)
{
    size_t got = 0;
    ssize_t n = 1;
    while (got < len && n > 0) {
        n = read(file, into + got, len - got);
        got += n > 0 ? (size_t)n : 0;
        n = n < 0 && errno == EINTR ? 1 : n;
    }
    return n < 0 ? n : (ssize_t)got;
}

static int send_opened(const queue_letters *letters, const char *path, int file)
{
    struct stat about;
    if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) {
        return skip(letters, path, "no regular file", check_file);
    }
    if (about.st_size > QUEUE_INLINE_MAX) {
        return tell_large(letters, path);
    }
    char *bytes = malloc((size_t)about.st_size + 1);
    ssize_t len = bytes == NULL ? 0 : read_whole(file, bytes, (size_t)about.st_size);
    if (len < 0) {
        int cause = errno;
        free(bytes);
        return skip(letters, path, cli_system_reason(cause), check_file);
    }
    return send_bytes(letters, path, bytes, (size_t)len);
}

/* NAME.ext.xmp or NAME.xmp: it would stay behind, with what it says. */
static bool has_sidecar(const char *path)
{
    static const char *const endings[] = {".xmp", ".XMP"};
    const char *dot = strrchr(path, '.');
    const char *slash = strrchr(path, '/');
    size_t len = strnlen(path, CLI_PATH_MAX);
    size_t stem = dot == NULL || (slash != NULL && dot < slash) ? len : (size_t)(dot - path);
    bool found = false;
    for (size_t i = 0; i < 2; i++) {
        char name[2 * CLI_PATH_MAX];
        (void)snprintf(name, sizeof name, "%s%s", path, endings[i]);
        found = found || access(name, F_OK) == 0;
        (void)snprintf(name, sizeof name, "%.*s%s", (int)stem, path, endings[i]);
        found = found || (strcmp(name, path) != 0 && access(name, F_OK) == 0);
    }
    return found;
}

static int send_inline(const queue_letters *letters, const char *path)
{
    if (has_sidecar(path)) {
        return skip(letters, path, "it has a sidecar, which --inline would leave behind",
                    "send its path with --root");
    }
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (file == -1) {
        return skip(letters, path, cli_system_reason(errno), check_file);
    }
    int stopped = send_opened(letters, path, file);
    (void)close(file);
    return stopped;
}

/* --- paths --- */

/* What stands behind the root; NULL where the path is not below it. */
static const char *below(const char *root, const char *path)
{
    size_t len = strnlen(root, CLI_PATH_MAX);
    if (strcmp(root, "/") == 0) {
        return path + 1;
    }
    return strncmp(path, root, len) == 0 && path[len] == '/' ? path + len + 1 : NULL;
}

static uint64_t time_of(const struct stat *about)
{
    const uint64_t ns_a_s = 1000000000;
    return (uint64_t)about->st_mtim.tv_sec * ns_a_s + (uint64_t)about->st_mtim.tv_nsec;
}

static int send_relative(const queue_letters *letters, const char *path, const char *relative)
{
    struct stat about = {0};
    size_t len = 0;
    if (stat(path, &about) != 0) {
        return skip(letters, path, cli_system_reason(errno), check_file);
    }
    char *body = queue_envelope_path(relative, &len);
    if (body == NULL) {
        return skip(letters, path, "its name is not UTF-8, and a job's path is",
                    "rename it, or send it with --inline");
    }
    const queue_traits traits = {.kind = QUEUE_PATH,
                                 .name = relative,
                                 .numbers = {(uint64_t)about.st_size, time_of(&about)},
                                 .content = {"", 0}};
    return send_job(letters, &traits, body, len);
}

static int send_path(const queue_letters *letters, const char *path)
{
    char real[CLI_PATH_MAX];
    if (letters->root == NULL) {
        return cli_fail("%s: give --root FOLDER, where workers find it too, or --inline to send "
                        "the file itself",
                        path);
    }
    if (realpath(path, real) == NULL) {
        return skip(letters, path, cli_system_reason(errno), check_file);
    }
    const char *relative = below(letters->root, real);
    if (relative == NULL) {
        return skip(letters, path, "not below --root", "name the folder that holds it");
    }
    return send_relative(letters, real, relative);
}

/* --- inputs --- */

static bool ends_with(const char *text, const char *end)
{
    size_t len = strnlen(text, CLI_PATH_MAX);
    size_t end_len = strnlen(end, CLI_PATH_MAX);
    return len >= end_len && memcmp(text + len - end_len, end, end_len) == 0;
}

static bool is_records(const char *path)
{
    return ends_with(path, ".ndjson") || ends_with(path, ".jsonl");
}

/* Standard input. */
static int send_given(const queue_letters *letters, const captionlint_input *input)
{
    if (input->kind == CAPTIONLINT_INPUT_RECORDS) {
        flow from = {.letters = letters,
                     .name = input->path,
                     .lines = input->lines_before,
                     .offset = input->bytes_before};
        size_t used = 0;
        int stopped = send_lines(&from, input->bytes, input->len, &used);
        const char *rest = input->bytes;
        return stopped != 0 ? stopped : send_line(&from, rest + used, input->len - used);
    }
    if (input->len > QUEUE_INLINE_MAX) {
        return tell_large(letters, "standard input");
    }
    return send_bytes(letters, input->path, copy_of(input->bytes, input->len), input->len);
}

int queue_letters_send(const queue_letters *letters, const captionlint_input *input)
{
    if (input->bytes != NULL) {
        return send_given(letters, input);
    }
    if (is_records(input->path)) {
        return send_records(letters, input->path);
    }
    return letters->inlined ? send_inline(letters, input->path) : send_path(letters, input->path);
}
