#include "data/data_letters.h"

#include "data/data_terms.h"
#include "platform/buffer.h"

#define NORMAL (DATA_STATUS_COUNT - 1)

void data_letters_add(struct data_letters *letters, char letter, int schools)
{
    unsigned bit = data_status_bit(letter);
    if (bit != 0) {
        letters->schools[__builtin_ctz(bit)] += schools;
    }
}

void data_letters_add_school(struct data_letters *letters,
                             const struct data_total *figure)
{
    data_letters_add(
        letters, data_status_letter(figure->statuses, figure->reported > 0), 1);
}

/* Schools with a figure whose letter was not told are normal. */
static void fill_normal(struct data_letters *letters,
                        const struct data_total *total)
{
    int others = 0;
    for (int i = 0; i < NORMAL; i++) {
        others += letters->schools[i];
    }
    int rest = total->reported + total->missing - others;
    letters->schools[NORMAL] = rest > 0 ? rest : 0;
}

/* Of one report. */
static struct data_letters letters_at(const struct data_row *row, int slot)
{
    const struct data_window *window = row->window;
    const struct data_place *place = &row->plan->places.list[row->series.place];
    struct data_column column = data_figure_column(window, row->series.place);
    const struct data_total *total = data_figure_total(&column, slot);
    struct data_letters letters = {{0}};

    if (total == NULL || total->reported + total->missing == 0) {
        return letters;
    }
    if (place->school != NULL) {
        data_letters_add_school(&letters, total);
    } else {
        letters = window->letters[total - window->totals];
        fill_normal(&letters, total);
    }
    return letters;
}

static struct data_letters letters_of(const struct data_row *row)
{
    const struct data_terms *terms = &row->current->terms;
    const int *slots = row->slots + row->current->first;
    struct data_letters most = {{0}};
    for (int i = 0; i < terms->count; i++) {
        int sources = data_term_sources(&terms->parts[i]);
        for (int j = 0; j < sources; j++) {
            struct data_letters one = letters_at(row, *slots++);
            for (int k = 0; k < DATA_STATUS_COUNT; k++) {
                int count = one.schools[k];
                most.schools[k] =
                    count > most.schools[k] ? count : most.schools[k];
            }
        }
    }
    return most;
}

const char *data_letters_text(const struct data_row *row)
{
    if (row->figure->hidden || row->set != NULL) {
        return NULL;
    }
    struct data_letters letters = letters_of(row);
    struct buffer text;
    buffer_init(&text, 0);
    for (int i = 0; i < DATA_STATUS_COUNT; i++) {
        if (letters.schools[i] > 0) {
            buffer_printf(&text, "%s%c=%d", text.len > 0 ? "," : "",
                          data_status_letter(1U << i, false),
                          letters.schools[i]);
        }
    }
    const char *kept =
        text.len > 0 ? arena_copy(row->plan->arena, text.data, text.len) : NULL;
    buffer_fini(&text);
    return kept;
}
