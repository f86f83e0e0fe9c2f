/*
 * Runs a fuzz target over the files of a folder, without libFuzzer. Fails
 * when there are none: an empty corpus proves nothing.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fuzz.h"

#define REPLAY_MAX (1 << 20)

static void replay(int fd, uint8_t *room)
{
    size_t len = 0;
    ssize_t got;
    while (len < REPLAY_MAX && (got = read(fd, room, REPLAY_MAX - len)) > 0) {
        len += (size_t)got;
        room += got;
    }
    room -= len;
    /* Memory of exactly that size: a byte too far is seen. */
    uint8_t *exact = malloc(len + (len == 0));
    for (size_t i = 0; exact != NULL && i < len; i++) {
        exact[i] = room[i];
    }
    LLVMFuzzerTestOneInput(exact, len);
    free(exact);
}

static int replay_folder(DIR *folder)
{
    int count = 0;
    uint8_t *room = malloc(REPLAY_MAX);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        int fd = openat(dirfd(folder), entry->d_name, O_RDONLY);
        if (entry->d_name[0] != '.' && fd >= 0) {
            replay(fd, room);
            count++;
        }
        close(fd);
    }
    free(room);
    return count;
}

int main(int argc, char **argv)
{
    DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;
    if (folder == NULL) {
        fprintf(stderr, "usage: %s FOLDER\n", argv[0]);
        return EXIT_FAILURE;
    }
    int count = replay_folder(folder);
    closedir(folder);
    printf("%d inputs\n", count);
    return count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
