/* What the kernel knows of this process. */
#ifndef TVS_API_PROCESS_STATS_H
#define TVS_API_PROCESS_STATS_H

#include <stdint.h>

struct process_stats {
    int64_t resident_bytes;
    int64_t peak_bytes; /* the highest that resident_bytes ever was */
    int64_t cpu_us;     /* user and system */
};

/* Fields that cannot be found out are 0. */
struct process_stats process_stats(void);

#endif
