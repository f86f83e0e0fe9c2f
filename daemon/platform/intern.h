/*
 * A hash table from byte strings to positive ints. Keys are copied. Used for
 * codes (school, area, member) and for packed integer tuples.
 */
#ifndef TVS_PLATFORM_INTERN_H
#define TVS_PLATFORM_INTERN_H

#include <stdbool.h>
#include <stddef.h>

struct intern;

struct intern *intern_new(void);
void intern_free(struct intern *map);
/* The value, or 0 when absent. */
int intern_find(const struct intern *map, const void *key, size_t len);
/* Adds or replaces. `value` must be positive. */
void intern_put(struct intern *map, const void *key, size_t len, int value);
/* Forgets every key whose value is greater than `last`. */
void intern_truncate(struct intern *map, int last);
size_t intern_count(const struct intern *map);

#endif
