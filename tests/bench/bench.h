/* What the drivers of benchmarks, guards and the differential test share. What they cannot do ends
 * the program with a message: they are run by scripts. */
#ifndef CL_BENCH_H
#define CL_BENCH_H

#include "base/array.h"
#include "caption/reading.h"
#include "check/check.h"
#include "report/report.h"

/* Ends the program with exit status 2 unless the status is CL_OK. */
void bench_must(cl_status status, const char *what);

/* Seconds of the processor that this process used: the machine may have other work. */
double bench_now(void);
/* One measurement as a line for the script: what, how often, seconds. */
void bench_tell(const char *what, size_t count, double seconds);

cl_ruleset *bench_rules(const char *folder);

/* The lines of a file without those that are empty, of cl_span; they live in `arena`. */
void bench_lines(cl_arena *arena, const char *path, cl_array *out);
/* An arena for such lines. */
cl_arena *bench_arena(void);

/* Empties the record, whose arena is reset, and fills its fields from a line of an .ndjson. */
cl_status bench_take_line(cl_record *record, cl_arena *arena, cl_span line);
/* The same from a picture. */
cl_status bench_take_picture(cl_record *record, cl_arena *arena, const char *path);
/* Judges the record for an edition that states nothing, at a fixed time. */
cl_status bench_judge(const cl_ruleset *rules, const cl_record *record, cl_judgement *out);
/* The record as `extract --format ndjson` prints it, or, with a judgement, `check`. */
void bench_print(const cl_ruleset *rules, const cl_record *record, const cl_judgement *judgement,
                 cl_out *out);

#endif
