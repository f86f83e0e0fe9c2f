/*
 * Areas, schools and members that a profile import creates because its file
 * names them and the catalogue does not have them. They get the next free
 * ids; the import stores them in its own transaction, or forgets them.
 */
#ifndef TVS_INGEST_NEWCOMERS_H
#define TVS_INGEST_NEWCOMERS_H

#include <stdbool.h>
#include <stddef.h>

#include "model/catalogue.h"
#include "model/cells.h"

struct newcomers;

struct newcomers *newcomers_new(const struct catalogue *cat);
void newcomers_free(struct newcomers *new);

/* Finds in the catalogue or among the newcomers; 0 when in neither. */
int newcomers_area(const struct newcomers *new, const char *code, size_t len);
int newcomers_school(const struct newcomers *new, const char *code, size_t len);
int newcomers_member(const struct newcomers *new, int dimension,
                     const char *code, size_t len);
/* Adds; 0 when the catalogue's maximum is reached. Strings are copied, NULL
 * is "". The row's id is ignored, and a member with order 0 goes behind the
 * others of its dimension. */
int newcomers_add_area(struct newcomers *new, const struct area *row);
int newcomers_add_school(struct newcomers *new, const struct school *row);
int newcomers_add_member(struct newcomers *new, const struct member *row);

/* What was added, in order of id. */
const struct area *newcomers_areas(const struct newcomers *new, size_t *count);
const struct school *newcomers_schools(const struct newcomers *new,
                                       size_t *count);
const struct member *newcomers_members(const struct newcomers *new,
                                       size_t *count);
/* Of the catalogue or among the newcomers; NULL when in neither. */
const struct area *newcomers_area_row(const struct newcomers *new, int id);
const struct school *newcomers_school_row(const struct newcomers *new, int id);
/* The area id of a school, new or known; 0 when it is neither. */
int newcomers_school_area(const struct newcomers *new, int school);
/* For cells_intern(). */
const struct cells_members *newcomers_lookup(const struct newcomers *new);

#endif
