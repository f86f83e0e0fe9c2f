#include "ingest/partnership.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "model/period.h"
#include "platform/macros.h"

/* A place in the row at hand. */
struct spot {
    struct partnership *partnership;
    struct place at;
};

static const struct observe *observe_of(const struct spot *spot)
{
    return spot->partnership->observe;
}

static struct span id_text(char *out, int id)
{
    int len = snprintf(out, PARTNERSHIP_ID_SIZE, "%d", id);
    return (struct span){out, (size_t)len};
}

/* --- the school --- */

static bool take_school(const struct spot *spot, struct span *cell)
{
    const struct observe *observe = observe_of(spot);
    const struct school *school =
        catalogue_school(observe->catalogue, cell->data, cell->len);
    if (school == NULL) {
        return complain(observe->complaints, &spot->at, FAULT_UNKNOWN_SCHOOL,
                        *cell);
    }
    if (!observe_scope(observe, &spot->at, *cell, school->id, school->area)) {
        return false;
    }
    *cell = id_text(spot->partnership->school, school->id);
    return true;
}

/* --- the enterprise --- */

/* Right, and yet worth a second look. */
static void warn_of_code(const struct spot *spot, const char *code)
{
    const struct observe *observe = observe_of(spot);
    struct sink *sink = observe->complaints->sink;
    if (!credit_code_inner_fits(code)) {
        sink->ops->warning(sink, "credit_code_inner", code);
    }
    if (catalogue_area(observe->catalogue, code + 2, 6) == NULL) {
        sink->ops->warning(sink, "credit_code_area", code);
    }
}

static bool refuse_code(const struct spot *spot, enum fault fault,
                        struct span cell)
{
    const struct credit_code *code = &spot->partnership->code;
    bool counts = fault == FAULT_CREDIT_CODE_LENGTH;
    char shown[COMPLAIN_TEXT_MAX + 1];
    char number[PARTNERSHIP_ID_SIZE];
    const char meant[2] = {code->meant, '\0'};
    span_copy(cell, shown, sizeof(shown));
    id_text(number, counts ? code->length : code->position);
    const char *const args[3] = {shown, number, meant};
    return complain_with(observe_of(spot)->complaints, &spot->at, fault, args,
                         cell);
}

static enum fault fault_of(enum credit_code_verdict verdict,
                           const struct credit_code *code)
{
    static const enum fault FAULTS[] = {
        [CREDIT_CODE_OK] = FAULT_NONE,
        [CREDIT_CODE_NUMBER] = FAULT_CREDIT_CODE_NUMBER,
        [CREDIT_CODE_LENGTH] = FAULT_CREDIT_CODE_LENGTH,
        [CREDIT_CODE_CHARACTER] = FAULT_CREDIT_CODE_CHARACTER,
        [CREDIT_CODE_STRUCTURE] = FAULT_CREDIT_CODE_STRUCTURE,
        [CREDIT_CODE_CHECK] = FAULT_CREDIT_CODE_CHECK,
    };
    bool mistaken = verdict == CREDIT_CODE_CHARACTER && code->meant != '\0';
    return mistaken ? FAULT_CREDIT_CODE_LETTER : FAULTS[verdict];
}

/* Without a code the enterprise is known by its name alone. */
static bool take_code(const struct spot *spot, struct span *cells)
{
    struct span *cell = &cells[PARTNERSHIP_CODE];
    struct credit_code *code = &spot->partnership->code;
    if (cell->len == 0) {
        struct place name = {spot->at.line, "enterprise"};
        return cells[PARTNERSHIP_ENTERPRISE].len > 0 ||
               complain(observe_of(spot)->complaints, &name, FAULT_EMPTY_CELL,
                        cells[PARTNERSHIP_ENTERPRISE]);
    }
    enum credit_code_verdict verdict =
        credit_code_read(cell->data, cell->len, code);
    if (verdict != CREDIT_CODE_OK) {
        return refuse_code(spot, fault_of(verdict, code), *cell);
    }
    warn_of_code(spot, code->text);
    *cell = span_of(code->text);
    return true;
}

/* --- members --- */

/* 0 and a fault when there is no such member. */
static int find_member(const struct spot *spot, const char *dimension,
                       struct span text)
{
    const struct observe *observe = observe_of(spot);
    const struct dimension *dim =
        catalogue_dimension(observe->catalogue, dimension, strlen(dimension));
    const struct member *member =
        dim == NULL
            ? NULL
            : catalogue_member(observe->catalogue, dim, text.data, text.len);
    if (member != NULL) {
        return member->id;
    }
    char shown[COMPLAIN_TEXT_MAX + 1];
    span_copy(text, shown, sizeof(shown));
    const char *const args[3] = {shown, dimension, NULL};
    complain_with(observe->complaints, &spot->at, FAULT_UNKNOWN_MEMBER, args,
                  text);
    return 0;
}

static bool take_member(const struct spot *spot, const char *dimension,
                        struct span *cell, char *out)
{
    int id = find_member(spot, dimension, *cell);
    *cell = id_text(out, id);
    return id > 0;
}

static bool take_depth(const struct spot *spot, struct span *cell)
{
    if (cell->len == 0) {
        *cell = span_of("ordinary");
    }
    return take_member(spot, "depth", cell, spot->partnership->depth);
}

static const struct {
    const char *written, *member;
} TRUTHS[] = {
    {"yes", "yes"}, {"true", "yes"}, {"1", "yes"}, {"是", "yes"},
    {"no", "no"},   {"false", "no"}, {"0", "no"},  {"否", "no"},
};

static bool take_on_campus(const struct spot *spot, struct span *cell)
{
    struct span text = cell->len == 0 ? span_of("no") : *cell;
    for (size_t i = 0; i < ARRAY_LEN(TRUTHS); i++) {
        if (strlen(TRUTHS[i].written) == text.len &&
            strncasecmp(TRUTHS[i].written, text.data, text.len) == 0) {
            *cell = span_of(TRUTHS[i].member);
            return take_member(spot, "on_campus", cell,
                               spot->partnership->on_campus);
        }
    }
    char shown[COMPLAIN_TEXT_MAX + 1];
    span_copy(text, shown, sizeof(shown));
    const char *const args[3] = {shown, "yes|no|true|false|1|0", NULL};
    return complain_with(observe_of(spot)->complaints, &spot->at,
                         FAULT_BAD_CHOICE, args, text);
}

/* --- the start --- */

/* The cell is a day. Who has signed for next year is no partner yet. */
static bool take_start(const struct spot *spot, struct span cell)
{
    int period = 0;
    bool late = period_parse(cell.data, cell.len, &period) &&
                period_first_day(period) > observe_of(spot)->today;
    return !late || complain(observe_of(spot)->complaints, &spot->at,
                             FAULT_FUTURE_PERIOD, cell);
}

/* --- lists of members --- */

struct members {
    int ids[PARTNERSHIP_MAX_MEMBERS];
    int count;
};

static bool add_member(const struct spot *spot, const char *dimension,
                       struct span text, struct members *members)
{
    if (members->count == PARTNERSHIP_MAX_MEMBERS) {
        const char *const args[3] = {dimension, ">32", "32"};
        _Static_assert(PARTNERSHIP_MAX_MEMBERS == 32, "as it is told");
        return complain_with(observe_of(spot)->complaints, &spot->at,
                             FAULT_TOO_MANY, args, text);
    }
    int id = find_member(spot, dimension, span_trim(text));
    members->ids[members->count++] = id;
    return id > 0;
}

static int by_id(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

/* Rising and each once, so that equal sets are equal texts. */
static struct span print_members(struct members *members, char *out,
                                 size_t size)
{
    size_t len = 0;
    if (members->count > 1) {
        qsort(members->ids, (size_t)members->count, sizeof(int), by_id);
    }
    out[len++] = '{';
    for (int i = 0; i < members->count; i++) {
        if (i == 0 || members->ids[i] != members->ids[i - 1]) {
            len += (size_t)snprintf(out + len, size - len, "%s%d",
                                    len > 1 ? "," : "", members->ids[i]);
        }
    }
    out[len++] = '}';
    return (struct span){out, len};
}

static bool take_list(const struct spot *spot, const char *dimension, int list,
                      struct span *cell)
{
    struct members members = {.count = 0};
    struct span rest = *cell;
    bool more = rest.len > 0;
    bool good = true;
    while (more && good) {
        const char *bar = memchr(rest.data, '|', rest.len);
        size_t len = bar == NULL ? rest.len : (size_t)(bar - rest.data);
        good = add_member(spot, dimension, (struct span){rest.data, len},
                          &members);
        more = bar != NULL;
        rest = (struct span){rest.data + len + more, rest.len - len - more};
    }
    char *out = spot->partnership->lists[list];
    *cell = print_members(&members, out, sizeof(spot->partnership->lists[0]));
    return good;
}

/* --- the row --- */

static bool look(struct record_look *base, int line, struct span *cells)
{
    struct partnership *partnership =
        CONTAINER_OF(base, struct partnership, look);
    struct spot spot = {partnership, {line, "school"}};
    bool good = take_school(&spot, &cells[PARTNERSHIP_SCHOOL]);
    spot.at.column = "credit_code";
    good = take_code(&spot, cells) && good;
    spot.at.column = "tiers";
    good = take_list(&spot, "ent_tier", 0, &cells[PARTNERSHIP_TIERS]) && good;
    spot.at.column = "modes";
    good = take_list(&spot, "coop_mode", 1, &cells[PARTNERSHIP_MODES]) && good;
    spot.at.column = "depth";
    good = take_depth(&spot, &cells[PARTNERSHIP_DEPTH]) && good;
    spot.at.column = "on_campus";
    good = take_on_campus(&spot, &cells[PARTNERSHIP_ON_CAMPUS]) && good;
    spot.at.column = "start";
    return take_start(&spot, cells[PARTNERSHIP_START]) && good;
}

void partnership_init(struct partnership *partnership,
                      const struct observe *observe)
{
    partnership->look.row = look;
    partnership->observe = observe;
}
