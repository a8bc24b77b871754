/* Standard input. Records are passed on as their lines come, so that a program that waits for our
 * answer before it writes the next record gets it; everything else is read to its end first. */
#include <stdint.h>
#include <string.h>

#include "cli/inputs.h"
#include "cli/interrupt.h"
#include "cli/say.h"
#include "cli/stream.h"

/* Records on their way. */
typedef struct flow {
    cli_walk *walk;
    cli_stream *stream;
    size_t seen;    /* bytes in front that hold no line feed */
    size_t dropped; /* bytes of the line in front that are too many to be kept */
    size_t lines;   /* of what was passed on */
    uint64_t bytes;
} flow;

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\0' || (byte >= '\t' && byte <= '\r');
}

/* Where the first byte stands that is neither blank nor of a byte order mark; `len` if nowhere. */
static size_t find_beginning(const cli_stream *stream)
{
    static const char mark[] = "\xEF\xBB\xBF";
    size_t at = stream->len >= 3 && memcmp(stream->bytes, mark, 3) == 0 ? 3 : 0;
    if (stream->len < 3 && stream->len > 0 && stream->bytes[0] == mark[0]) {
        return stream->len; /* the rest of it may come */
    }
    while (at < stream->len && is_blank(stream->bytes[at])) {
        at++;
    }
    return at;
}

static size_t count_lines(const char *bytes, size_t len)
{
    size_t count = 0;
    for (size_t i = 0; i < len; i++) {
        count += bytes[i] == '\n' ? 1 : 0;
    }
    return count;
}

static bool is_all_blank(const char *bytes, size_t len)
{
    size_t at = 0;
    while (at < len && is_blank(bytes[at])) {
        at++;
    }
    return at == len;
}

/* Whole lines; what holds none but empty ones is only counted. */
static int pass_on(flow *to, size_t len)
{
    const captionlint_input input = {.path = "-",
                                     .bytes = to->stream->bytes,
                                     .len = len,
                                     .kind = CAPTIONLINT_INPUT_RECORDS,
                                     .lines_before = to->lines,
                                     .bytes_before = to->bytes};
    bool blank = is_all_blank(to->stream->bytes, len);
    int stopped = blank ? 0 : to->walk->each(&input, to->walk->user);
    to->lines += count_lines(to->stream->bytes, len);
    to->bytes += len + to->dropped;
    to->dropped = 0;
    to->seen = 0;
    cli_stream_drop(to->stream, len);
    return stopped;
}

/* The whole lines that are there: all of them, or the first where a part of it was dropped. */
static size_t whole_lines(const flow *of)
{
    const char *bytes = of->stream->bytes;
    size_t end = 0;
    for (size_t i = of->seen; i < of->stream->len; i++) {
        if (bytes[i] == '\n') {
            end = i + 1;
            if (of->dropped > 0) {
                break;
            }
        }
    }
    return end;
}

/* A line that is longer than any record need not be kept to its end to be told as such. */
static void cut_line(flow *of)
{
    of->seen = of->stream->len;
    if (of->seen > CLI_LINE_MAX) {
        of->dropped += of->seen - CLI_LINE_MAX;
        of->stream->len = CLI_LINE_MAX;
        of->seen = CLI_LINE_MAX;
    }
}

static int visit_records(cli_walk *walk, cli_stream *stream)
{
    flow to = {.walk = walk, .stream = stream};
    int stopped = 0;
    do {
        size_t len = whole_lines(&to);
        while (len > 0 && stopped == 0) {
            stopped = pass_on(&to, len);
            len = whole_lines(&to);
        }
        cut_line(&to);
    } while (stopped == 0 && cli_stream_more(stream));
    if (stopped == 0 && stream->len > 0 && !cli_interrupted()) {
        stopped = pass_on(&to, stream->len);
    }
    return stopped;
}

static int visit_whole(cli_walk *walk, cli_stream *stream)
{
    while (cli_stream_more(stream)) {
    }
    if (stream->error != 0 || cli_interrupted()) {
        return 0;
    }
    /* A stream may end without a record, as a part of what some engine cut into parts does. */
    if (stream->len == 0 && walk->stdin_kind == CAPTIONLINT_INPUT_RECORDS) {
        walk->no_records = true;
        return 0;
    }
    captionlint_input input = {.path = "-",
                               .bytes = stream->len == 0 ? "" : stream->bytes,
                               .len = stream->len,
                               .kind = walk->stdin_kind};
    return walk->each(&input, walk->user);
}

/* Bytes that begin with { are records where nobody says otherwise: as the library has it. */
static bool are_records(const cli_walk *walk, const cli_stream *stream, size_t beginning)
{
    return beginning < stream->len &&
           (walk->stdin_kind == CAPTIONLINT_INPUT_RECORDS ||
            (walk->stdin_kind == CAPTIONLINT_INPUT_AUTO && stream->bytes[beginning] == '{'));
}

int cli_inputs_stdin(cli_walk *walk)
{
    cli_stream stream = {.file = 0,
                         .before_waiting = walk->before_waiting,
                         .user = walk->user,
                         .most = CLI_STDIN_MAX};
    size_t beginning = 0;
    while (beginning == stream.len && cli_stream_more(&stream)) {
        beginning = find_beginning(&stream);
    }
    int stopped = are_records(walk, &stream, beginning) ? visit_records(walk, &stream)
                                                        : visit_whole(walk, &stream);
    if (cli_interrupted()) {
        stopped = 1;
    } else if (stream.error != 0) {
        cli_walk_fail(walk, "standard input", cli_system_reason(stream.error), "give it as a file");
    }
    cli_stream_free(&stream);
    return stopped;
}
