#include "platform/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/check.h"

struct spool {
    int fd;
    int64_t size;
};

static bool spool_fail(struct error *err, const char *what, int code)
{
    bool full = code == ENOSPC || code == EDQUOT || code == EFBIG;
    return error_detail(err, full ? FAULT_STORAGE_FULL : FAULT_INTERNAL,
                        "could not %s: %s", what, strerror(code));
}

/* For file systems that do not know O_TMPFILE. */
static int open_unlinked(const char *dir)
{
    char path[PATH_MAX];
    int len = snprintf(path, sizeof(path), "%s/spool-XXXXXX", dir);
    if (len < 0 || (size_t)len >= sizeof(path)) {
        errno = ENAMETOOLONG;
        return -1;
    }
    int fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0) {
        unlink(path);
    }
    return fd;
}

static struct spool *spool_new(int fd, const char *what, struct error *err)
{
    if (fd < 0) {
        spool_fail(err, what, errno);
        return NULL;
    }
    struct spool *spool = calloc(1, sizeof(*spool));
    CHECK(spool != NULL);
    spool->fd = fd;
    return spool;
}

struct spool *spool_open(const char *dir, struct error *err)
{
    int fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR)) {
        fd = open_unlinked(dir);
    }
    return spool_new(fd, "create a spool file", err);
}

struct spool *spool_create(int dir, const char *name, struct error *err)
{
    int fd = openat(dir, name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return spool_new(fd, "create a spool file", err);
}

struct spool *spool_reopen(int dir, const char *name, struct error *err)
{
    struct stat status;
    int fd = openat(dir, name, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    struct spool *spool = spool_new(fd, "open a spool file", err);
    if (spool != NULL && fstat(fd, &status) == 0) {
        spool->size = status.st_size;
    }
    return spool;
}

/* At the size that is known to be whole: a piece that failed half-way is
 * written over by the next. */
bool spool_write(struct spool *spool, const void *data, size_t len,
                 struct error *err)
{
    const char *bytes = data;
    size_t done = 0;
    while (done < len) {
        ssize_t n = pwrite(spool->fd, bytes + done, len - done,
                           (off_t)(spool->size + (int64_t)done));
        if (n > 0) {
            done += (size_t)n;
        } else if (n == 0 || errno != EINTR) {
            return spool_fail(err, "write to the spool file",
                              n == 0 ? ENOSPC : errno);
        }
    }
    spool->size += (int64_t)len;
    return true;
}

int spool_fd(const struct spool *spool)
{
    return spool->fd;
}

int64_t spool_size(const struct spool *spool)
{
    return spool->size;
}

bool spool_measure(struct spool *spool, struct error *err)
{
    struct stat stat;
    if (fstat(spool->fd, &stat) != 0) {
        return spool_fail(err, "measure the spool file", errno);
    }
    spool->size = stat.st_size;
    return true;
}

void spool_close(struct spool *spool)
{
    if (spool == NULL) {
        return;
    }
    close(spool->fd);
    free(spool);
}
