/* What lies in the directory of jobs. */
#include "platform/spool_jobs.h"

#include <ctype.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "platform/check.h"

#define ORDER_DIGITS 19
#define ID_LENGTH (SPOOL_JOB_ID_SIZE - 1)

static bool is_id(const char *text)
{
    for (int i = 0; i < ID_LENGTH; i++) {
        bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen ? text[i] != '-' : isxdigit((unsigned char)text[i]) == 0) {
            return false;
        }
    }
    return true;
}

/* ORDER-ID.RUNS.job */
static bool parse_job(const char *name, struct spool_job *out)
{
    if (strspn(name, "0123456789") != ORDER_DIGITS ||
        name[ORDER_DIGITS] != '-' || strlen(name) < ORDER_DIGITS + ID_LENGTH) {
        return false;
    }
    const char *id = name + ORDER_DIGITS + 1;
    if (!is_id(id) || id[ID_LENGTH] != '.') {
        return false;
    }
    const char *runs = id + ID_LENGTH + 1;
    size_t digits = strspn(runs, "0123456789");
    if (digits == 0 || digits > 2 || strcmp(runs + digits, ".job") != 0) {
        return false;
    }
    memcpy(out->id, id, ID_LENGTH);
    out->id[ID_LENGTH] = '\0';
    out->order = strtoll(name, NULL, 10);
    out->runs = (int)strtol(runs, NULL, 10);
    return true;
}

/* ID.body, ID.new */
static bool parse_part(const char *name, char id[SPOOL_JOB_ID_SIZE])
{
    if (strlen(name) < ID_LENGTH || !is_id(name) ||
        (strcmp(name + ID_LENGTH, ".body") != 0 &&
         strcmp(name + ID_LENGTH, ".new") != 0)) {
        return false;
    }
    memcpy(id, name, ID_LENGTH);
    id[ID_LENGTH] = '\0';
    return true;
}

static DIR *open_anew(const struct spool_jobs *jobs)
{
    int fd = dup(spool_jobs_dir(jobs));
    DIR *stream = fd >= 0 ? fdopendir(fd) : NULL;
    CHECK(stream != NULL);
    rewinddir(stream);
    return stream;
}

static int by_order(const void *a, const void *b)
{
    const struct spool_job *one = a;
    const struct spool_job *two = b;
    if (one->order != two->order) {
        return one->order < two->order ? -1 : 1;
    }
    return strcmp(one->id, two->id);
}

static bool has(const struct spool_job *list, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

struct leftovers {
    const struct spool_job *list;
    size_t count;
    bool (*keeps)(void *ctx, const char *id);
    void *ctx;
};

static void remove_leftovers(const struct spool_jobs *jobs,
                             const struct leftovers *known)
{
    DIR *stream = open_anew(jobs);
    char id[SPOOL_JOB_ID_SIZE];
    /* cppcheck-suppress readdirCalled ; there are no threads */
    for (struct dirent *at; (at = readdir(stream)) != NULL;) {
        if (parse_part(at->d_name, id) && !has(known->list, known->count, id) &&
            !known->keeps(known->ctx, id)) {
            (void)unlinkat(spool_jobs_dir(jobs), at->d_name, 0);
        }
    }
    closedir(stream);
}

static struct spool_job *find_jobs(const struct spool_jobs *jobs, size_t *count)
{
    DIR *stream = open_anew(jobs);
    struct spool_job *list = NULL;
    struct spool_job job;
    *count = 0;
    /* cppcheck-suppress readdirCalled ; there are no threads */
    for (struct dirent *at; (at = readdir(stream)) != NULL;) {
        if (parse_job(at->d_name, &job)) {
            struct spool_job *grown =
                reallocarray(list, *count + 1, sizeof(*list));
            CHECK(grown != NULL);
            list = grown;
            list[(*count)++] = job;
        }
    }
    closedir(stream);
    return list;
}

struct spool_job *spool_jobs_list(const struct spool_jobs *jobs,
                                  bool (*keeps)(void *ctx, const char *id),
                                  void *ctx, size_t *count)
{
    struct spool_job *list = find_jobs(jobs, count);
    if (list != NULL) {
        qsort(list, *count, sizeof(*list), by_order);
    }
    const struct leftovers known = {list, *count, keeps, ctx};
    remove_leftovers(jobs, &known);
    return list;
}
