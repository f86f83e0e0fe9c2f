/* Which of some names somebody may have meant. */
#ifndef TVS_REPORT_REPORT_NEAREST_H
#define TVS_REPORT_REPORT_NEAREST_H

#define REPORT_NEAREST_MAX 64 /* bytes of a name that is looked at */

/* How many bytes must be changed, put in or taken out to make one the other;
 * beyond 3, or for longer names, 4. */
int report_nearest_distance(const char *a, const char *b);

#endif
