#include "data/data_panel.h"

#include <stdio.h>

#include "data/data_outsiders.h"

static bool is_ytd(const struct data_panel_question *question)
{
    return question->window->plan->query->ytd > 0;
}

static void note_months(struct data_panel *panel, unsigned months)
{
    panel->uneven =
        panel->uneven || (panel->months != 0 && panel->months != months);
    panel->months |= months;
}

static void add_inside(const struct data_pair *pair, struct data_panel *panel)
{
    const struct data_panel_question *question = pair->question;
    int terms = question->current->terms.count;
    panel->schools++;
    data_figure_add(&panel->current, &pair->current, terms);
    if (question->base != NULL) {
        data_figure_add(&panel->base, &pair->base, terms);
    }
    if (is_ytd(question) && data_pair_has_months(question->current)) {
        note_months(panel, pair->months);
    }
}

static void add_pair(struct data_pair *pair, struct data_panel *panel)
{
    int terms = pair->question->current->terms.count;
    bool any = data_outsiders_any(&pair->current, terms) ||
               data_outsiders_any(&pair->base, terms);
    data_outsiders_add_raw(&panel->all_current, &pair->current, terms);
    data_outsiders_add_raw(&panel->all_base, &pair->base, terms);
    if (data_pair_join(pair)) {
        add_inside(pair, panel);
    } else if (any) {
        panel->dropped++;
        data_outsiders_note(pair);
    }
}

/* The comparison of all is the one that is made without a panel, where months
 * that nobody reported leave no sum. */
static void take_plain(const struct data_panel_question *question,
                       const struct data_moment *moment,
                       struct data_figure *out)
{
    struct data_column column =
        data_figure_column(question->window, question->place);
    *out = (struct data_figure){0};
    if (moment != NULL) {
        data_figure_make(&column, question->slots, moment, out);
    }
}

static int64_t outside(const struct data_figure *all,
                       const struct data_figure *inside)
{
    int64_t out = 0;
    return __builtin_sub_overflow(all->parts[0].sum, inside->parts[0].sum, &out)
               ? INT64_MAX
               : out;
}

void data_panel_make(const struct data_panel_question *question,
                     struct data_panel *panel)
{
    int terms = question->current->terms.count;
    struct data_units at = data_roll_at(question->window, question->place);
    *panel = (struct data_panel){0};
    for (int i = 0; i < at.count; i++) {
        struct data_pair pair;
        if (data_pair_make(question, at.list[i], &pair)) {
            add_pair(&pair, panel);
        }
    }
    if (is_ytd(question)) {
        data_figure_join(&panel->all_current, terms);
        data_figure_join(&panel->all_base, terms);
    } else {
        take_plain(question, question->current, &panel->all_current);
        take_plain(question, question->base, &panel->all_base);
    }
    data_figure_join(&panel->current, terms);
    data_figure_join(&panel->base, terms);
    panel->has_bridge = terms == 1 && panel->all_current.figure.present &&
                        panel->all_base.figure.present;
    panel->entered = outside(&panel->all_current, &panel->current);
    panel->left = outside(&panel->all_base, &panel->base);
}

void data_panel_months(unsigned months, char *out)
{
    size_t len = 0;
    out[0] = '\0';
    for (int i = 0; i < 12; i++) {
        bool first = months >> i & 1 && (i == 0 || !(months >> (i - 1) & 1));
        bool last = months >> i & 1 && !(months >> (i + 1) & 1);
        bool alone = first && last;
        if (first) {
            len += (size_t)snprintf(out + len, DATA_MONTHS_SIZE - len,
                                    "%sM%02d", len > 0 ? "," : "", i + 1);
        }
        if (last && !alone) {
            len += (size_t)snprintf(out + len, DATA_MONTHS_SIZE - len,
                                    "..M%02d", i + 1);
        }
    }
}
