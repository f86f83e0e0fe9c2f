#include "ingest/form_repeat.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/form_label.h"
#include "platform/check.h"
#include "platform/hash.h"
#include "platform/intern.h"

struct form_repeat {
    struct hash_key secret;
    struct intern *lines; /* the row's number -> its line */
    uint64_t row;
};

struct form_repeat *form_repeat_new(void)
{
    struct form_repeat *repeat = calloc(1, sizeof(*repeat));
    CHECK(repeat != NULL);
    repeat->secret = hash_key_random();
    repeat->lines = intern_new();
    return repeat;
}

void form_repeat_free(struct form_repeat *repeat)
{
    if (repeat != NULL) {
        intern_free(repeat->lines);
        free(repeat);
    }
}

void form_repeat_clear(struct form_repeat *repeat)
{
    if (repeat != NULL) {
        intern_truncate(repeat->lines, 0);
    }
}

/* Each part is hashed with the number of what stands before it, so that no
 * buffer holds the row. */
static void add(struct form_repeat *repeat, struct span text)
{
    struct form_label label;
    struct {
        uint64_t before, part;
    } pair = {.before = repeat->row};
    form_label_fold(text, &label);
    pair.part = label.cut ? hash_bytes(repeat->secret, text.data, text.len)
                          : hash_bytes(repeat->secret, label.text, label.len);
    repeat->row = hash_bytes(repeat->secret, &pair, sizeof(pair));
}

void form_repeat_begin(struct form_repeat *repeat, const char *section)
{
    repeat->row = 0;
    add(repeat, span_of(section));
}

void form_repeat_add(struct form_repeat *repeat, struct span heading,
                     struct span text)
{
    add(repeat, heading);
    add(repeat, text);
}

int form_repeat_find(struct form_repeat *repeat, int line)
{
    int first = intern_find(repeat->lines, &repeat->row, sizeof(repeat->row));
    if (first == 0) {
        intern_put(repeat->lines, &repeat->row, sizeof(repeat->row), line);
    }
    return first;
}
