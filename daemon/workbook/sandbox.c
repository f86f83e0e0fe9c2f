#include "workbook/sandbox.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <seccomp.h>

#include "workbook/workbook_limits.h"

/* The address sanitizer maps terabytes and asks for more while it runs; a
 * build with it has the filter, but a wider one, and no limit of memory. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

static const struct {
    int resource;
    rlim_t limit;
    bool sanitized; /* too in such a build */
} LIMITS[] = {
    {RLIMIT_CPU, SANDBOX_MAX_SECONDS, true},
    {RLIMIT_AS, SANDBOX_MAX_MEMORY, false},
    {RLIMIT_FSIZE, WORKBOOK_MAX_GRID, true},
    {RLIMIT_NOFILE, 3, true},
    {RLIMIT_NPROC, 0, true},
    {RLIMIT_CORE, 0, true},
};

/* --- limits --- */

bool sandbox_limit(struct error *err)
{
    clearenv();
    /* libzip asks for local times; asked now, nothing is opened later. */
    setenv("TZ", "UTC0", 1);
    tzset();
    if (close_range(3, ~0U, 0) != 0) {
        return error_detail(err, FAULT_WORKBOOK_SANDBOX,
                            "could not close descriptors: %s", strerror(errno));
    }
    for (size_t i = 0; i < ARRAY_LEN(LIMITS); i++) {
        struct rlimit limit = {LIMITS[i].limit, LIMITS[i].limit};
        if ((!SANITIZED || LIMITS[i].sanitized) &&
            setrlimit(LIMITS[i].resource, &limit) != 0) {
            return error_detail(err, FAULT_WORKBOOK_SANDBOX,
                                "could not set a limit: %s", strerror(errno));
        }
    }
    return true;
}

/* --- the filter: any other call ends the process --- */

static const int ALLOWED[] = {
    SCMP_SYS(brk),           SCMP_SYS(exit_group),
    SCMP_SYS(getrandom), /* expat's hash */
    SCMP_SYS(sysinfo),   /* qsort() of much: how much memory there is */
#if SANITIZED
    SCMP_SYS(clock_gettime), SCMP_SYS(close),
    SCMP_SYS(futex),         SCMP_SYS(getpid),
    SCMP_SYS(gettid),        SCMP_SYS(madvise),
    SCMP_SYS(mmap),          SCMP_SYS(mprotect),
    SCMP_SYS(munmap),        SCMP_SYS(openat),
    SCMP_SYS(read),          SCMP_SYS(readlink),
    SCMP_SYS(rt_sigaction),  SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(sched_yield),   SCMP_SYS(sigaltstack),
    SCMP_SYS(write),
#endif
};

/* What the allocator tries when brk() is at its limit: it is told that there
 * is no memory, and says so. */
static const int REFUSED[] = {
    SCMP_SYS(mmap),     SCMP_SYS(munmap),  SCMP_SYS(mremap),
    SCMP_SYS(mprotect), SCMP_SYS(madvise),
};

static bool fill(scmp_filter_ctx filter)
{
    int failed = 0;
    for (size_t i = 0; i < ARRAY_LEN(ALLOWED); i++) {
        failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, ALLOWED[i], 0);
    }
    if (SANITIZED) {
        return failed == 0;
    }
    for (size_t i = 0; i < ARRAY_LEN(REFUSED); i++) {
        failed |=
            seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOMEM), REFUSED[i], 0);
    }
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), 1,
                               SCMP_A0(SCMP_CMP_EQ, STDOUT_FILENO));
    return failed == 0;
}

/* libseccomp sets no_new_privs itself. */
bool sandbox_enter(struct error *err)
{
    /* All memory from brk(), which the filter knows. */
    mallopt(M_MMAP_MAX, 0);
    /* Where only prctl() is left to enter by, as under a unit of systemd, only
     * threads can be ended; there is one. */
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (filter == NULL) {
        filter = seccomp_init(SCMP_ACT_KILL_THREAD);
    }
    int code = filter == NULL ? -ENOMEM : 0;
    if (filter != NULL && !fill(filter)) {
        code = -EINVAL;
    }
    if (code == 0) {
        code = seccomp_load(filter);
    }
    if (code != 0) {
        return error_detail(err, FAULT_WORKBOOK_SANDBOX,
                            "could not enter the sandbox: %s", strerror(-code));
    }
    return true; /* the filter's memory goes with the process */
}
