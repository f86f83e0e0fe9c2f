/*
 * A run of series that one statement reads, and what it gave: a matrix of
 * totals, slots by places. A slot is a cell, or the cells that a figure adds
 * up where the question names several members. Windows are bounded, so that
 * neither the statement nor the work between two turns of the loop grows with
 * the grid.
 */
#ifndef TVS_DATA_WINDOW_H
#define TVS_DATA_WINDOW_H

#include <stdbool.h>
#include <stdint.h>

#include "data/data_plan.h"
#include "data/data_sets.h"

/* Areas contain each other at most this deep, twice over. */
#define DATA_PLACES_OF_MAX 64

struct data_total {
    int64_t sum;
    int reported; /* schools with a value */
    int missing;  /* schools that said there is none */
    unsigned statuses;
};

/* A cell that is read, and the slot that it adds to. */
struct data_cell {
    int cell;
    int slot;
};

struct data_window {
    const struct data_plan *plan;
    int64_t from, to; /* series: [from, to) */
    int place_from, place_count;
    struct data_sets *sets;         /* instead of cells; NULL: none */
    struct data_set_list *set_list; /* the page's */
    struct data_cell *cells; /* by cell; what the statement is asked for */
    int cell_count;
    int part_from, part_to; /* the cells that are read now */
    int slot_count;
    /* Beside the totals, with statuses=true; else NULL. */
    struct data_letters *letters;
    struct data_total *totals; /* [slot * place_count + place - place_from] */
    /* By combination: the slot of every source of a series, -1: none. */
    int **blocks;
    int block_count;
    int first_indicator;
    bool own_blocks; /* one per series; else shared by combination */
    /* Ids of the places, to find them by. */
    struct data_cell *ids; /* cell: the id, slot: the place's index */
    int hint;              /* in ids: where the next row may belong */
    /* Where sums by area do not answer the question; else NULL. */
    struct data_roll *roll;
    int *periods;     /* of the slots */
    int64_t revision; /* the present one, when it was read */
    int64_t asof;     /* the one that was read; 0: the present */
    /* While it is built. */
    int lookups; /* of cells, to bound the work */
    int width;   /* schools that a roll looks at, to bound it too */
    int cell_room;
    int *keys;
};

/*
 * Takes as many series from `from` on as give `rows` rows, or fewer when the
 * window would grow too large; at least one if there is one. With no cell to
 * read, the window's series have no data.
 */
void data_window_init(struct data_window *window, const struct data_plan *plan,
                      int64_t from, int rows);
/* The slots of a series in the window, by source. */
const int *data_window_slots(const struct data_window *window, int64_t number);

/* What the statement gave; ids that were not asked for are passed over. */
int data_window_slot_of(const struct data_window *window, int cell);
void data_window_add_total(struct data_window *window, int slot, int area,
                           const struct data_total *total);
/* So many of its schools carry the status. */
void data_window_add_letter(struct data_window *window, int slot, int area,
                            char letter, int schools);
/* A school's figure; several of one slot add up to one school. */
void data_window_add_school(struct data_window *window, int slot, int school,
                            const struct data_total *figure);
/* The places of the window (indexes in it) in which a school of the area
 * counts; `out` has room for DATA_PLACES_OF_MAX. Returns how many. */
int data_window_places_of(struct data_window *window, int school,
                          const struct area *area, int *out);
void data_window_add_at(struct data_window *window, int slot, int place,
                        const struct data_total *figure);
/* Large windows are read in parts, one statement each. Steps to the next one;
 * false: all has been read. */
bool data_window_next_part(struct data_window *window);
/* "{1,2,3}", for the statement's parameters. */
const char *data_window_cells_text(const struct data_window *window);
/* Of the part: the cells at which a school's figure is what it reported
 * there, or the others. */
const char *data_window_leaves_text(const struct data_window *window);
const char *data_window_linked_text(const struct data_window *window);
const char *data_window_slots_text(const struct data_window *window);
/* Of the areas, or of the schools if the places are such; of the schools of
 * the roll if there is one. */
const char *data_window_places_text(const struct data_window *window);

#endif
