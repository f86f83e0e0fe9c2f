#include "platform/fault.h"

#include <string.h>

#include "platform/check.h"
#include "platform/macros.h"
#include "platform/utf8.h"

struct fault_row {
    const char *code;
    int status;
    const char *text[2]; /* by enum lang */
};

static const struct fault_row FAULTS[] = {
    [FAULT_NONE] = {"none", 500, {"", ""}},
#define FAULT(id, code, status, zh, en) [FAULT_##id] = {code, status, {zh, en}},
#include "platform/fault.def"
#undef FAULT
};

static const struct fault_row *row_of(enum fault fault)
{
    CHECK((unsigned)fault < FAULT_COUNT);
    return &FAULTS[fault];
}

const char *fault_code(enum fault fault)
{
    return row_of(fault)->code;
}

enum fault fault_find(const char *code)
{
    for (int i = FAULT_NONE + 1; i < FAULT_COUNT; i++) {
        if (strcmp(row_of((enum fault)i)->code, code) == 0) {
            return (enum fault)i;
        }
    }
    return FAULT_NONE;
}

int fault_status(enum fault fault)
{
    return row_of(fault)->status;
}

struct sentence {
    char *out;
    size_t room; /* without the NUL */
    size_t len;
};

/* Once something did not fit, nothing more is written: no sentence with a
 * hole in its middle. */
static void sentence_add(struct sentence *line, const char *text, size_t len)
{
    size_t fits = utf8_cut(text, len, line->room);
    memcpy(line->out + line->len, text, fits);
    line->len += fits;
    line->room = fits < len ? 0 : line->room - fits;
}

/* The index in "{0}" or "[0]", or -1. */
static int placeholder(const char *text)
{
    bool text_is = text[0] == '{' && text[1] != '\0' && text[2] == '}';
    bool word_is = text[0] == '[' && text[1] != '\0' && text[2] == ']';
    if ((text_is || word_is) && text[1] >= '0' && text[1] <= '2') {
        return text[1] - '0';
    }
    return -1;
}

/* What people call how an indicator is reported. */
static const char *word_of(const char *code, enum lang lang)
{
    static const struct {
        const char *code;
        const char *zh, *en;
    } WORDS[] = {
        {"month", "月", "month"},
        {"calendar_year", "自然年", "calendar year"},
        {"school_year", "学年", "school year"},
        {"point_in_time", "时点", "point in time"},
    };
    for (size_t i = 0; i < ARRAY_LEN(WORDS); i++) {
        if (strcmp(WORDS[i].code, code) == 0) {
            return lang == LANG_EN ? WORDS[i].en : WORDS[i].zh;
        }
    }
    return code;
}

/* The arguments are never looked at for placeholders themselves. */
void fault_message(char *out, size_t size, enum fault fault, enum lang lang,
                   const char *const args[3])
{
    CHECK(size > 0);
    struct sentence line = {.out = out, .room = size - 1};
    const char *text = row_of(fault)->text[lang == LANG_EN];
    while (*text != '\0') {
        int index = placeholder(text);
        if (index >= 0) {
            const char *arg =
                args != NULL && args[index] != NULL ? args[index] : "";
            arg = text[0] == '[' ? word_of(arg, lang) : arg;
            sentence_add(&line, arg, strlen(arg));
            text += 3;
            continue;
        }
        size_t run = 1 + strcspn(text + 1, "{[");
        sentence_add(&line, text, run);
        text += run;
    }
    out[line.len] = '\0';
}
