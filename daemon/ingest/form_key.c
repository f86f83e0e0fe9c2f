#include "ingest/form_key.h"

#include <string.h>

#include "ingest/form_label.h"
#include "ingest/form_layout.h"

#define OF_WHICH "其中"

void form_key_init(struct form_key *key)
{
    key->text[0] = '\0';
    key->len = 0;
    key->cut = false;
    key->unit.name[0] = '\0';
}

/* "(万元)" at the end, and the unit in it. Not all of "台(套)". */
static void take_unit(struct form_key *key, struct form_label *label)
{
    struct form_unit unit;
    if (label->len == 0 || label->text[label->len - 1] != ')') {
        return;
    }
    char *open = strrchr(label->text, '(');
    if (open == NULL) {
        return;
    }
    struct span inside = {open + 1, strlen(open + 1) - 1};
    if (!form_unit_read(inside, &unit) &&
        !form_unit_in_heading((struct span){open, strlen(open)}, &unit)) {
        return;
    }
    key->unit = unit;
    *open = '\0';
    label->len = (size_t)(open - label->text);
}

static const char *behind_of_which(const char *text)
{
    if (strncmp(text, OF_WHICH, strlen(OF_WHICH)) != 0) {
        return text;
    }
    text += strlen(OF_WHICH);
    return text + (*text == ':');
}

void form_key_add(struct form_key *key, struct span text)
{
    struct form_label label;
    struct form_unit unit;
    form_label_fold(text, &label);
    if (key->len > 0 && form_unit_read(text, &unit)) {
        key->unit = unit;
        return; /* a row of units */
    }
    take_unit(key, &label);
    key->cut = key->cut || label.cut;
    for (const char *at = behind_of_which(label.text); *at != '\0'; at++) {
        if (*at == '/') {
            continue;
        }
        if (key->len == FORM_KEY_MAX) {
            key->cut = true;
            break;
        }
        key->text[key->len++] = *at;
    }
    key->text[key->len] = '\0';
}

/* "培训人次/其中:补贴性" part by part. */
static void add_path(struct form_key *key, const char *path)
{
    form_key_init(key);
    while (*path != '\0') {
        size_t len = strcspn(path, "/");
        form_key_add(key, (struct span){path, len});
        path += len + (path[len] == '/');
    }
}

static void put(struct intern *table, const char *path, int index)
{
    struct form_key key;
    add_path(&key, path);
    if (!key.cut && key.len > 0 && intern_find(table, key.text, key.len) == 0) {
        intern_put(table, key.text, key.len, index + 1);
    }
}

struct intern *form_key_table(const struct profile *form)
{
    struct intern *table = intern_new();
    for (int i = 0; i < form->column_count; i++) {
        const struct profile_column *column = &form->columns[i];
        if (column->header == NULL || column->header[0] == FORM_VIRTUAL) {
            continue;
        }
        put(table, column->header, i);
        for (int a = 0; a < column->form.alias_count; a++) {
            put(table, column->form.aliases[a], i);
        }
    }
    return table;
}
