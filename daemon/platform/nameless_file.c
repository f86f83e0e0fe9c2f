#include "platform/nameless_file.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int nameless_file_open(struct error *err)
{
    int fd = memfd_create("tvetstat", MFD_CLOEXEC);
    if (fd < 0) {
        error_detail(err, FAULT_INTERNAL, "could not make a file: %m");
    }
    return fd;
}

void nameless_file_path(int fd, char *out)
{
    snprintf(out, NAMELESS_FILE_PATH_SIZE, "/proc/self/fd/%d", fd);
}

bool nameless_file_read(int fd, struct buffer *out)
{
    off_t size = lseek(fd, 0, SEEK_END);
    if (size <= 0 || !buffer_reserve(out, (size_t)size)) {
        return false;
    }
    for (off_t at = 0; at < size;) {
        char slice[4096];
        ssize_t got = pread(fd, slice, sizeof(slice), at);
        if (got <= 0) {
            return false;
        }
        buffer_add(out, slice, (size_t)got);
        at += got;
    }
    return !out->failed;
}
