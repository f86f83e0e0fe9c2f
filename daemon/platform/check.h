/*
 * CHECK: state that must hold, always compiled in; aborts with a log line.
 * ASSERT: a promise between programmers, compiled out of release builds.
 * A peer's data reaches neither of them.
 */
#ifndef TVS_PLATFORM_CHECK_H
#define TVS_PLATFORM_CHECK_H

void check_failed(const char *what, const char *file, int line)
    __attribute__((noreturn));

#define CHECK(cond)                                  \
    do {                                             \
        if (!(cond)) {                               \
            check_failed(#cond, __FILE__, __LINE__); \
        }                                            \
    } while (0)

#ifdef NDEBUG
#define ASSERT(cond) ((void)0)
#else
#define ASSERT(cond) CHECK(cond)
#endif

#endif
