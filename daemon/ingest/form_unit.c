#include "ingest/form_unit.h"

#include <string.h>

#include "ingest/form_label.h"
#include "platform/macros.h"

#define THOUSAND 1000

/* The first name of a (quantity, size) is the one that is told; the others are
 * other words for it. Names are folded as labels are. */
struct known {
    const char *name;
    const char *folded; /* NULL: the same */
    enum form_quantity quantity;
    int size;
};

static const struct known KNOWN[] = {
    {"人", NULL, FORM_QUANTITY_PERSONS, THOUSAND},
    {"人", "名", FORM_QUANTITY_PERSONS, THOUSAND},
    {"人", "位", FORM_QUANTITY_PERSONS, THOUSAND},
    {"百人", NULL, FORM_QUANTITY_PERSONS, 100 * THOUSAND},
    {"千人", NULL, FORM_QUANTITY_PERSONS, 1000 * THOUSAND},
    {"万人", NULL, FORM_QUANTITY_PERSONS, 10000 * THOUSAND},
    {"人次", NULL, FORM_QUANTITY_PERSON_TIMES, THOUSAND},
    {"人次", "人·次", FORM_QUANTITY_PERSON_TIMES, THOUSAND},
    {"百人次", NULL, FORM_QUANTITY_PERSON_TIMES, 100 * THOUSAND},
    {"千人次", NULL, FORM_QUANTITY_PERSON_TIMES, 1000 * THOUSAND},
    {"万人次", NULL, FORM_QUANTITY_PERSON_TIMES, 10000 * THOUSAND},
    {"个", NULL, FORM_QUANTITY_THINGS, THOUSAND},
    {"所", NULL, FORM_QUANTITY_THINGS, THOUSAND},
    {"家", NULL, FORM_QUANTITY_THINGS, THOUSAND},
    {"项", NULL, FORM_QUANTITY_THINGS, THOUSAND},
    {"台", NULL, FORM_QUANTITY_THINGS, THOUSAND},
    {"套", NULL, FORM_QUANTITY_THINGS, THOUSAND},
    {"台(套)", NULL, FORM_QUANTITY_THINGS, THOUSAND},
    {"台(套)", "台套", FORM_QUANTITY_THINGS, THOUSAND},
    {"台(套)", "台/套", FORM_QUANTITY_THINGS, THOUSAND},
    {"间", NULL, FORM_QUANTITY_THINGS, THOUSAND},
    {"件", NULL, FORM_QUANTITY_THINGS, THOUSAND},
    {"门", NULL, FORM_QUANTITY_THINGS, THOUSAND},
    {"种", NULL, FORM_QUANTITY_THINGS, THOUSAND},
    {"处", NULL, FORM_QUANTITY_THINGS, THOUSAND},
    {"座", NULL, FORM_QUANTITY_THINGS, THOUSAND},
    {"条", NULL, FORM_QUANTITY_THINGS, THOUSAND},
    {"万个", NULL, FORM_QUANTITY_THINGS, 10000 * THOUSAND},
    {"万台", NULL, FORM_QUANTITY_THINGS, 10000 * THOUSAND},
    {"元", NULL, FORM_QUANTITY_MONEY, 1},
    {"元", "人民币元", FORM_QUANTITY_MONEY, 1},
    {"千元", NULL, FORM_QUANTITY_MONEY, 1000},
    {"万元", NULL, FORM_QUANTITY_MONEY, 10000},
    {"万元", "人民币万元", FORM_QUANTITY_MONEY, 10000},
    {"百万元", NULL, FORM_QUANTITY_MONEY, 1000000},
    {"千万元", NULL, FORM_QUANTITY_MONEY, 10000000},
    {"亿元", NULL, FORM_QUANTITY_MONEY, 100000000},
    {"m²", "m2", FORM_QUANTITY_AREA, 3},
    {"m²", "平方米", FORM_QUANTITY_AREA, 3},
    {"m²", "平米", FORM_QUANTITY_AREA, 3},
    {"m²", "㎡", FORM_QUANTITY_AREA, 3},
    {"亩", NULL, FORM_QUANTITY_AREA, 2000}, /* 2000/3 m² */
    {"公顷", NULL, FORM_QUANTITY_AREA, 30000},
    {"万m²", "万m2", FORM_QUANTITY_AREA, 30000},
    {"万m²", "万平方米", FORM_QUANTITY_AREA, 30000},
    {"%", NULL, FORM_QUANTITY_SHARE, 10},
    {"%", "百分比", FORM_QUANTITY_SHARE, 10},
    {"‰", NULL, FORM_QUANTITY_SHARE, 1},
    {"百分点", NULL, FORM_QUANTITY_POINTS, THOUSAND},
    {"百分点", "个百分点", FORM_QUANTITY_POINTS, THOUSAND},
    {"岁", NULL, FORM_QUANTITY_AGE, THOUSAND},
    {"岁", "周岁", FORM_QUANTITY_AGE, THOUSAND},
    {"学时", NULL, FORM_QUANTITY_HOURS, THOUSAND},
    {"学时", "课时", FORM_QUANTITY_HOURS, THOUSAND},
    {"册", NULL, FORM_QUANTITY_BOOKS, THOUSAND},
    {"册", "本", FORM_QUANTITY_BOOKS, THOUSAND},
    {"万册", NULL, FORM_QUANTITY_BOOKS, 10000 * THOUSAND},
    {"个/百人", NULL, FORM_QUANTITY_RATIO, 0},
    {"人/人", NULL, FORM_QUANTITY_RATIO, 0},
    {"人次/人", NULL, FORM_QUANTITY_RATIO, 0},
    {"岁/人", NULL, FORM_QUANTITY_RATIO, 0},
    {"元/人", NULL, FORM_QUANTITY_RATIO, 0},
    {"元/人", "元/生", FORM_QUANTITY_RATIO, 0},
    {"万元/人", NULL, FORM_QUANTITY_RATIO, 0},
    {"万元/人", "万元/生", FORM_QUANTITY_RATIO, 0},
    {"m²/人", "m2/人", FORM_QUANTITY_RATIO, 0},
    {"m²/人", "平方米/人", FORM_QUANTITY_RATIO, 0},
    {"m²/人", "平方米/生", FORM_QUANTITY_RATIO, 0},
};

static const struct known *find(const char *folded)
{
    for (size_t i = 0; i < ARRAY_LEN(KNOWN); i++) {
        const struct known *known = &KNOWN[i];
        const char *name = known->folded != NULL ? known->folded : known->name;
        if (strcmp(name, folded) == 0) {
            return known;
        }
    }
    return NULL;
}

static bool read_folded(const char *folded, struct form_unit *out)
{
    const struct known *known = find(folded);
    *out = (struct form_unit){.quantity = FORM_QUANTITY_OTHER};
    span_copy(span_of(known != NULL ? known->name : folded), out->name,
              sizeof(out->name));
    if (known != NULL) {
        out->quantity = known->quantity;
        out->size = known->size;
    }
    return known != NULL;
}

bool form_unit_read(struct span text, struct form_unit *out)
{
    struct form_label label;
    form_label_fold(text, &label);
    return read_folded(label.text, out);
}

enum form_unit_relation form_unit_compare(const struct form_unit *a,
                                          const struct form_unit *b)
{
    if (strcmp(a->name, b->name) == 0) {
        return FORM_UNIT_SAME;
    }
    if (a->quantity != b->quantity || a->quantity == FORM_QUANTITY_OTHER ||
        a->quantity == FORM_QUANTITY_RATIO) {
        return FORM_UNIT_OTHER;
    }
    return a->size == b->size ? FORM_UNIT_SAME : FORM_UNIT_SCALE;
}

/* --- lines of units --- */

/* Without the brackets that enclose all of it. */
static void unwrap(struct form_label *label)
{
    if (label->len >= 2 && label->text[0] == '(' &&
        label->text[label->len - 1] == ')' &&
        strchr(label->text, ')') == label->text + label->len - 1) {
        label->len -= 2;
        memmove(label->text, label->text + 1, label->len);
        label->text[label->len] = '\0';
    }
}

/* The characters behind "单位:" and its like; NULL when it begins otherwise. */
static char *behind_word(char *text)
{
    static const char *const WORDS[] = {"计量单位", "金额单位", "数据单位",
                                        "单位"};
    for (size_t i = 0; i < ARRAY_LEN(WORDS); i++) {
        size_t len = strlen(WORDS[i]);
        if (strncmp(text, WORDS[i], len) == 0 && text[len] == ':') {
            return text + len + 1;
        }
    }
    return NULL;
}

/* Ends the first unit of the list with a NUL and returns where the next one
 * begins, NULL behind the last. */
static char *cut_unit(char *text)
{
    static const char *const BETWEEN[] = {"、", ",", ";", "，", "和"};
    char *first = NULL;
    size_t step = 0;
    for (size_t i = 0; i < ARRAY_LEN(BETWEEN); i++) {
        char *at = strstr(text, BETWEEN[i]);
        if (at != NULL && (first == NULL || at < first)) {
            first = at;
            step = strlen(BETWEEN[i]);
        }
    }
    if (first == NULL) {
        return NULL;
    }
    *first = '\0';
    return first + step;
}

int form_unit_list(struct span text, struct form_unit *out, int max)
{
    struct form_label label;
    int count = 0;
    form_label_fold(text, &label);
    unwrap(&label);
    char *at = behind_word(label.text);
    while (at != NULL && *at != '\0' && count < max) {
        char *next = cut_unit(at);
        if (*at != '\0') {
            (void)read_folded(at, &out[count++]);
        }
        at = next;
    }
    return count;
}

/* --- headings --- */

/* What stands in the last brackets, or the whole label. "台(套)" has brackets
 * of its own. */
static const char *last_brackets(struct form_label *label)
{
    if (label->len == 0 || label->text[label->len - 1] != ')') {
        return label->text;
    }
    label->text[--label->len] = '\0';
    int depth = 1;
    for (size_t i = label->len; i > 0; i--) {
        char c = label->text[i - 1];
        depth += c == ')' ? 1 : c == '(' ? -1 : 0;
        if (depth == 0) {
            return label->text + i;
        }
    }
    return label->text;
}

bool form_unit_in_heading(struct span text, struct form_unit *out)
{
    struct form_label label;
    if (form_unit_read(text, out)) {
        return true;
    }
    form_label_fold(text, &label);
    const char *inside = last_brackets(&label);
    const char *word = strrchr(inside, ':');
    if (read_folded(word != NULL ? word + 1 : inside, out)) {
        return true;
    }
    out->name[0] = '\0';
    return false;
}
