/* Names that are free where the files of a job end. */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>

#include "hooks/watch/job.h"

static bool exists(int folder, const char *name)
{
    watch_look look;
    return watch_look_at((watch_place){folder, name}, &look) != WATCH_GONE;
}

/* Whether a file that is there would be read as a sidecar of the picture. */
static bool has_sidecar(int folder, const char *picture)
{
    static const char *const endings[] = {"xmp", "XMP"};
    char name[WATCH_NAME_MAX + sizeof ".xmp"];
    bool found = false;
    for (size_t i = 0; i < sizeof endings / sizeof endings[0] && !found; i++) {
        (void)snprintf(name, sizeof name, "%s.%s", picture, endings[i]);
        found = exists(folder, name);
        (void)snprintf(name, sizeof name, "%.*s.%s", (int)watch_bare(picture), picture, endings[i]);
        found = found || exists(folder, name);
    }
    return found;
}

static bool is_free_of_reports(int folder, const char *name)
{
    watch_name record;
    watch_name sheet;
    watch_report_name(name, WATCH_RECORD, &record);
    watch_report_name(name, WATCH_SHEET, &sheet);
    return !exists(folder, record.text) && !exists(folder, sheet.text);
}

/* In one folder. What is there stays what it is: no file becomes the sidecar of another by chance.
 */
static bool is_free_in(const watch_job *job, const watch_file *file, const watch_name *name,
                       captionlint_verdict verdict)
{
    char path[CLI_PATH_MAX];
    int folder = job->places[verdict];
    if (exists(folder, name->text) || (!file->sidecar && !is_free_of_reports(folder, name->text))) {
        return false;
    }
    if (watch_is_xmp(name->text)) {
        return watch_job_path(job, verdict, name->text, path) && captionlint_is_sidecar(path) == 0;
    }
    return watch_is_text(name->text) || !has_sidecar(folder, name->text);
}

static bool all_free(const watch_job *job, unsigned number)
{
    for (size_t i = 0; i < job->count; i++) {
        const watch_file *file = &job->files[i];
        watch_name name;
        watch_numbered(file->name.text, number, &name);
        for (unsigned verdict = 0; verdict < WATCH_VERDICTS; verdict++) {
            if ((file->folders & 1u << verdict) != 0 && !is_free_in(job, file, &name, verdict)) {
                return false;
            }
        }
    }
    return true;
}

/* Steps that grow find a free number among thousands of pictures of one name; the least one behind
 * the last that was taken is searched for between. */
static unsigned search(const watch_job *job)
{
    unsigned taken = 1;
    unsigned number = 2;
    while (number < WATCH_NUMBER_MAX && !all_free(job, number)) {
        taken = number;
        number *= 2;
    }
    while (number - taken > 1) {
        unsigned middle = taken + (number - taken) / 2;
        if (all_free(job, middle)) {
            number = middle;
        } else {
            taken = middle;
        }
    }
    return number;
}

watch_outcome watch_choose_number(watch_job *job)
{
    char path[CLI_PATH_MAX];
    for (size_t i = 0; i < job->count; i++) {
        for (unsigned verdict = 0; verdict < WATCH_VERDICTS; verdict++) {
            int folder = -1;
            bool wanted = (job->files[i].folders & 1u << verdict) != 0;
            int cause = wanted ? watch_job_place(job, verdict, &folder) : 0;
            if (cause != 0) {
                return watch_tell_trouble(job, cause);
            }
            if (wanted && !watch_job_path(job, verdict, job->files[i].name.text, path)) {
                return watch_tell_stuck(job, job->files[i].name.text,
                                        "its path in the target would be too long");
            }
        }
    }
    job->number = all_free(job, 1) ? 1 : search(job);
    return WATCH_DONE;
}
