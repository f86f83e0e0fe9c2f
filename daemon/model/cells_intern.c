#include "model/cells.h"

#include "model/cells_rows.h"
#include "platform/check.h"

#define RANK_BASE (CATALOGUE_MAX_DIMENSIONS + 1)

/* --- breakdowns --- */

struct part {
    int member, dimension;
};

static bool precedes(struct part a, struct part b)
{
    return a.dimension != b.dimension ? a.dimension < b.dimension
                                      : a.member < b.member;
}

static void insert(struct part *parts, int count, struct part part)
{
    while (count > 0 && precedes(part, parts[count - 1])) {
        parts[count] = parts[count - 1];
        count--;
    }
    parts[count] = part;
}

/* The members in the order of their dimensions. False: an unknown member,
 * too many, two of one dimension. */
static bool arrange(const struct cells_members *members, const int *ids,
                    int count, struct part *parts)
{
    if (count > CELLS_MAX_MEMBERS) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        int dim = members->dimension_of(members, ids[i]);
        if (dim <= 0 || dim > CATALOGUE_MAX_DIMENSIONS) {
            return false;
        }
        insert(parts, i, (struct part){.member = ids[i], .dimension = dim});
    }
    for (int i = 1; i < count; i++) {
        if (parts[i].dimension == parts[i - 1].dimension) {
            return false;
        }
    }
    return true;
}

int cells_intern_breakdown(struct cells *cells,
                           const struct cells_members *members, const int *ids,
                           int count)
{
    int id = count <= CELLS_MAX_MEMBERS
                 ? cells_find_breakdown(cells, ids, count)
                 : 0;
    if (id != 0) {
        return id;
    }
    struct part parts[CELLS_MAX_MEMBERS];
    int sorted[CELLS_MAX_MEMBERS];
    if (!arrange(members, ids, count, parts)) {
        return 0;
    }
    for (int i = 0; i < count; i++) {
        sorted[i] = parts[i].member;
    }
    return cells_add_breakdown(cells, sorted, count);
}

/* --- the cells below one cell --- */

/*
 * All cells that one cell rolls up to, itself included, by the set of members
 * dropped: bit i stands for the i-th partition member. A cell that was there
 * before has its roll-ups already, and so have all that lie below it.
 */
struct lattice {
    struct breakdown full;
    int position[CELLS_MAX_MEMBERS]; /* of the i-th partition member */
    int dimension[CELLS_MAX_MEMBERS];
    int count; /* of partition members */
    int cell[1 << CELLS_MAX_MEMBERS];
    bool fresh[1 << CELLS_MAX_MEMBERS];
};

/* Arranged anew: a stored breakdown may have been written in any order, and
 * ranks need the dimensions to rise. */
static bool lattice_init(struct lattice *lattice,
                         const struct cells_members *members,
                         const struct breakdown *full)
{
    struct part parts[CELLS_MAX_MEMBERS];
    if (!arrange(members, full->members, full->count, parts)) {
        return false;
    }
    lattice->full = *full;
    lattice->count = 0;
    for (int i = 0; i < full->count; i++) {
        lattice->full.members[i] = parts[i].member;
        if (members->is_partition(members, parts[i].dimension)) {
            lattice->position[lattice->count] = i;
            lattice->dimension[lattice->count++] = parts[i].dimension;
        }
    }
    return true;
}

static int coarser_breakdown(struct cells *cells, const struct lattice *lattice,
                             int dropped)
{
    int kept[CELLS_MAX_MEMBERS];
    int count = 0;
    int next = 0; /* the next partition member */
    for (int i = 0; i < lattice->full.count; i++) {
        if (next < lattice->count && lattice->position[next] == i) {
            bool drop = (dropped >> next & 1) != 0;
            next++;
            if (drop) {
                continue;
            }
        }
        kept[count++] = lattice->full.members[i];
    }
    int id = cells_find_breakdown(cells, kept, count);
    return id != 0 ? id : cells_add_breakdown(cells, kept, count);
}

static bool intern_one(struct cells *cells, struct lattice *lattice,
                       int dropped, const struct cell *like)
{
    int breakdown = coarser_breakdown(cells, lattice, dropped);
    if (breakdown == 0) {
        return false;
    }
    int id = cells_find(cells, like->indicator, breakdown, like->period);
    lattice->fresh[dropped] = id == 0;
    if (id == 0) {
        id = cells_add_cell(cells, like->indicator, breakdown, like->period);
    }
    lattice->cell[dropped] = id;
    return id != 0;
}

/* Fewer digits make a smaller number, because no dimension has the id 0. */
static int64_t rank_of(const struct lattice *lattice, int dropped)
{
    int64_t rank = 0;
    for (int i = 0; i < lattice->count; i++) {
        if ((dropped >> i & 1) != 0) {
            rank = rank * RANK_BASE + lattice->dimension[i];
        }
    }
    return rank;
}

/* From the cell without `dropped` to all that lack still more. */
static bool add_rollups(struct cells *cells, const struct lattice *lattice,
                        int dropped)
{
    int all = 1 << lattice->count;
    for (int target = dropped + 1; target < all; target++) {
        if ((target & dropped) != dropped) {
            continue;
        }
        const struct rollup rollup = {
            .cell = lattice->cell[dropped],
            .target = lattice->cell[target],
            .rank = rank_of(lattice, target & ~dropped),
        };
        if (!cells_add_rollup(cells, &rollup)) {
            return false;
        }
    }
    return true;
}

static bool add_lattice(struct cells *cells, struct lattice *lattice,
                        const struct cell *like)
{
    int all = 1 << lattice->count;
    for (int dropped = 0; dropped < all; dropped++) {
        if (!intern_one(cells, lattice, dropped, like)) {
            return false;
        }
    }
    for (int dropped = 0; dropped < all; dropped++) {
        if (lattice->fresh[dropped] && !add_rollups(cells, lattice, dropped)) {
            return false;
        }
    }
    return true;
}

static int intern_new_cell(struct cells *cells,
                           const struct cells_members *members,
                           const struct cell *like)
{
    const struct breakdown *full = cells_breakdown(cells, like->breakdown);
    struct lattice lattice = {0};
    if (full == NULL || !lattice_init(&lattice, members, full)) {
        return 0;
    }
    struct cells_mark mark = cells_mark(cells);
    if (!add_lattice(cells, &lattice, like)) {
        cells_truncate(cells, mark);
        return 0;
    }
    return lattice.cell[0];
}

int cells_intern(struct cells *cells, const struct cells_members *members,
                 int indicator, int breakdown, int period)
{
    int id = cells_find(cells, indicator, breakdown, period);
    if (id != 0) {
        return id;
    }
    const struct cell like = {
        .indicator = indicator, .breakdown = breakdown, .period = period};
    return intern_new_cell(cells, members, &like);
}
