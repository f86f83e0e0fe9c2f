#include <string.h>

#include "platform/check.h"
#include "report/report_fill_impl.h"

#define BLACK_SQUARE "■"

/* How far a text had come. */
struct mark {
    size_t len;
    int printed, lacking;
};

static struct mark mark_of(const struct report_fill *fill)
{
    return (struct mark){fill->out.len, fill->printed_count,
                         fill->lacking_count};
}

static void go_back(struct report_fill *fill, const struct mark *mark)
{
    fill->out.len = mark->len;
    if (fill->out.data != NULL) {
        fill->out.data[mark->len] = '\0';
    }
    fill->printed_count = mark->printed;
    fill->lacking_count = mark->lacking;
}

/* --- slots --- */

static void keep_printed(struct report_fill *fill,
                         const struct report_slot *slot,
                         struct report_printed printed, size_t start)
{
    if (fill->printed_count == REPORT_MAX_PRINTED) {
        return; /* more slots than pieces there may be */
    }
    printed.text =
        arena_copy(fill->arena, fill->out.data + start, fill->out.len - start);
    fill->slots[fill->printed_count] = slot;
    fill->printed[fill->printed_count++] = printed;
}

static void keep_lacking(struct report_fill *fill,
                         const struct report_lacking *lacking)
{
    for (int i = 0; i < fill->lacking_count; i++) {
        if (strcmp(fill->lacking[i].slot, lacking->slot) == 0) {
            return;
        }
    }
    if (fill->lacking_count < REPORT_MAX_PRINTED) {
        fill->lacking[fill->lacking_count++] = *lacking;
    }
}

/* What there is nothing to say about ends a clause, but fails no text. */
static bool fill_slot(struct report_fill *fill, const struct report_slot *slot,
                      bool clause)
{
    struct report_printed printed;
    struct report_lacking lacking;
    size_t start = fill->out.len;
    enum report_shown shown =
        report_show_slot(&fill->show, slot, &fill->out, &printed, &lacking);
    if (shown == REPORT_SHOWN) {
        if (slot->fact == REPORT_NO_FACT) {
            keep_printed(fill, slot, printed, start);
        }
        return true;
    }
    fill->out.len = start;
    if (shown == REPORT_LACKING) {
        report_note_lacking(fill, slot, &lacking);
        keep_lacking(fill, &lacking);
    }
    if (shown == REPORT_LACKING && fill->show.context->draft) {
        buffer_add_str(&fill->out, BLACK_SQUARE);
    }
    return shown == REPORT_NOT_SAID && !clause;
}

static bool fill_pieces(struct report_fill *fill,
                        const struct report_body *body, bool clause);

/* --- clauses --- */

static bool is_beside_target(const struct report_fill *fill,
                             const struct report_piece *piece)
{
    const struct report_value *value = &fill->show.values[piece->when_figure];
    int64_t target = fill->show.template->figures[piece->when_figure].target;
    struct figure_scale fine = value->scale;
    int64_t exact = 0;
    fine.decimals = REPORT_SCALE;
    if (value->state != REPORT_KNOWN ||
        !figure_value(&value->value, &fine, &exact)) {
        return false;
    }
    return piece->when == REPORT_BELOW_TARGET ? exact < target : exact > target;
}

static bool holds(const struct report_fill *fill,
                  const struct report_piece *piece)
{
    bool part = fill->show.context->through < REPORT_MONTHS;
    switch (piece->when) {
    case REPORT_PART_YEAR:
        return part;
    case REPORT_FULL_YEAR:
        return !part;
    case REPORT_BELOW_TARGET:
    case REPORT_ABOVE_TARGET:
        return is_beside_target(fill, piece);
    default:
        return true;
    }
}

static void fill_clause(struct report_fill *fill,
                        const struct report_piece *piece)
{
    struct mark mark = mark_of(fill);
    if (!holds(fill, piece) || !fill_pieces(fill, &piece->inner, true)) {
        go_back(fill, &mark);
    }
}

/* To the end, whatever is lacking on the way: all of it is to be named. */
static bool fill_pieces(struct report_fill *fill,
                        const struct report_body *body, bool clause)
{
    bool whole = true;
    for (int i = 0; i < body->count; i++) {
        const struct report_piece *piece = &body->pieces[i];
        switch (piece->kind) {
        case REPORT_PIECE_TEXT:
            buffer_add_str(&fill->out, piece->text);
            break;
        case REPORT_PIECE_SLOT:
            whole = fill_slot(fill, &piece->slot, clause) && whole;
            break;
        default:
            fill_clause(fill, piece);
        }
    }
    return whole;
}

bool report_fill_body(struct report_fill *fill, const struct report_body *body)
{
    return fill_pieces(fill, body, false);
}
