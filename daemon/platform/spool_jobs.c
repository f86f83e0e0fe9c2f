#include "platform/spool_jobs.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/check.h"
#include "platform/log.h"

#define NAME SPOOL_JOB_NAME_SIZE

struct spool_jobs {
    int dir;
};

/* --- names --- */

static void name_body(const char *id, char out[NAME])
{
    snprintf(out, NAME, "%.36s.body", id);
}

static void name_new(const char *id, char out[NAME])
{
    snprintf(out, NAME, "%.36s.new", id);
}

static void name_job(const struct spool_job *job, char out[NAME])
{
    snprintf(out, NAME, "%019" PRId64 "-%.36s.%d.job", job->order, job->id,
             job->runs);
}

/* --- the directory --- */

bool spool_jobs_failed(struct error *err, int code)
{
    bool full = code == ENOSPC || code == EDQUOT || code == EFBIG;
    return error_detail(err, full ? FAULT_STORAGE_FULL : FAULT_INTERNAL,
                        "could not keep a job: %s", strerror(code));
}

struct spool_jobs *spool_jobs_open(const char *dir, struct error *err)
{
    char path[PATH_MAX];
    int len = snprintf(path, sizeof(path), "%s/jobs", dir);
    if (len < 0 || (size_t)len >= sizeof(path)) {
        spool_jobs_failed(err, ENAMETOOLONG);
        return NULL;
    }
    int fd = -1;
    if (mkdir(path, 0700) == 0 || errno == EEXIST) {
        fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    }
    if (fd < 0) {
        spool_jobs_failed(err, errno);
        return NULL;
    }
    struct spool_jobs *jobs = calloc(1, sizeof(*jobs));
    CHECK(jobs != NULL);
    jobs->dir = fd;
    return jobs;
}

void spool_jobs_free(struct spool_jobs *jobs)
{
    if (jobs != NULL) {
        close(jobs->dir);
        free(jobs);
    }
}

int spool_jobs_dir(const struct spool_jobs *jobs)
{
    return jobs->dir;
}

/* --- a job's files --- */

struct spool *spool_jobs_create(const struct spool_jobs *jobs, const char *id,
                                struct error *err)
{
    char name[NAME];
    name_body(id, name);
    return spool_create(jobs->dir, name, err);
}

struct spool *spool_jobs_reopen(const struct spool_jobs *jobs, const char *id,
                                struct error *err)
{
    char name[NAME];
    name_body(id, name);
    return spool_reopen(jobs->dir, name, err);
}

bool spool_jobs_read(const struct spool_jobs *jobs, const struct spool_job *job,
                     struct buffer *out, struct error *err)
{
    char name[NAME];
    char block[4096];
    ssize_t got = 0;
    name_job(job, name);
    int fd = openat(jobs->dir, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) {
        return spool_jobs_failed(err, errno);
    }
    while ((got = read(fd, block, sizeof(block))) > 0 && !out->failed) {
        buffer_add(out, block, (size_t)got);
    }
    int code = got < 0 ? errno : EFBIG;
    close(fd);
    return (got == 0 && !out->failed) || spool_jobs_failed(err, code);
}

/* --- how one comes to be --- */

static bool write_all(int fd, const struct buffer *text)
{
    size_t done = 0;
    while (done < text->len) {
        ssize_t n = write(fd, text->data + done, text->len - done);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return false;
        }
        done += (size_t)n;
    }
    return true;
}

bool spool_jobs_begin(const struct spool_jobs *jobs,
                      const struct spool_job *job, const struct spool *body,
                      const struct buffer *text, struct spool_publish *out,
                      struct error *err)
{
    *out = (struct spool_publish){
        .dir = jobs->dir,
        .body = spool_fd(body),
    };
    name_new(job->id, out->from);
    name_job(job, out->to);
    out->text = openat(jobs->dir, out->from,
                       O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (out->text < 0) {
        return spool_jobs_failed(err, errno);
    }
    if (!write_all(out->text, text)) {
        int code = errno;
        close(out->text);
        return spool_jobs_failed(err, code);
    }
    return true;
}

void spool_jobs_begun(const struct spool_publish *publish)
{
    close(publish->text);
}

/* The job is there from the moment of its name on, so the rest is on the disk
 * before. */
int spool_jobs_publish(const struct spool_publish *publish)
{
    bool good = fdatasync(publish->body) == 0 && fdatasync(publish->text) == 0;
    good = good && renameat(publish->dir, publish->from, publish->dir,
                            publish->to) == 0;
    good = good && fsync(publish->dir) == 0;
    return good ? 0 : errno;
}

/* --- what becomes of it --- */

static void rename_job(const struct spool_jobs *jobs, const char *from,
                       const char *to)
{
    if (renameat(jobs->dir, from, jobs->dir, to) != 0) {
        LOG(LOG_ERROR, NULL, "spool_rename_failed", LOG_TEXT("file", from),
            LOG_TEXT("detail", strerror(errno)));
    }
}

void spool_jobs_count(const struct spool_jobs *jobs, struct spool_job *job,
                      int runs)
{
    char from[NAME];
    char to[NAME];
    name_job(job, from);
    job->runs = runs < SPOOL_JOB_RUNS_MAX ? runs : SPOOL_JOB_RUNS_MAX;
    name_job(job, to);
    if (strcmp(from, to) != 0) {
        rename_job(jobs, from, to);
    }
}

static void drop(const struct spool_jobs *jobs, const char *name)
{
    if (unlinkat(jobs->dir, name, 0) != 0 && errno != ENOENT) {
        LOG(LOG_ERROR, NULL, "spool_unlink_failed", LOG_TEXT("file", name),
            LOG_TEXT("detail", strerror(errno)));
    }
}

/* The job first: without it the body is a leftover. */
void spool_jobs_remove(const struct spool_jobs *jobs,
                       const struct spool_job *job)
{
    char name[NAME];
    name_job(job, name);
    drop(jobs, name);
    name_new(job->id, name);
    drop(jobs, name);
    name_body(job->id, name);
    drop(jobs, name);
}

void spool_jobs_reject(const struct spool_jobs *jobs,
                       const struct spool_job *job)
{
    char from[NAME];
    char to[NAME];
    name_job(job, from);
    snprintf(to, NAME, "%019" PRId64 "-%.36s.bad", job->order, job->id);
    rename_job(jobs, from, to);
}
