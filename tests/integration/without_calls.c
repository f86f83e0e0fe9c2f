/*
 * usage: without_calls CALLS PROGRAM [ARGUMENT...]: runs a program that is
 * not allowed some system calls, as in a container or under a unit of
 * systemd. CALLS is "seccomp" or "seccomp,prctl".
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <seccomp.h>

int main(int argc, char **argv)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (argc < 3 || filter == NULL) {
        return 2;
    }
    for (char *name = strtok(argv[1], ","); name != NULL;
         name = strtok(NULL, ",")) {
        if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM),
                             seccomp_syscall_resolve_name(name), 0) != 0) {
            return 2;
        }
    }
    if (seccomp_load(filter) != 0) {
        return 2;
    }
    execv(argv[2], argv + 2);
    perror(argv[2]);
    return 2;
}
