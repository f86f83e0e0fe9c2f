#include "report/report_faults.h"

#include <stdlib.h>
#include <string.h>

#include "platform/check.h"
#include "platform/macros.h"
#include "platform/utf8.h"

#define ARG_MAX_BYTES 160

static const struct {
    const char *name;
    bool error;
    const char *zh, *en;
} CODES[] = {
#define REPORT_FAULT(name, code, error, zh, en) {code, error, zh, en},
#include "report/report_faults.def"
#undef REPORT_FAULT
};

void report_faults_init(struct report_faults *faults, struct arena *arena)
{
    *faults = (struct report_faults){.arena = arena};
}

static const char *keep(struct arena *arena, const char *arg)
{
    if (arg == NULL) {
        return "";
    }
    size_t len = strlen(arg);
    return arena_copy(arena, arg, utf8_cut(arg, len, ARG_MAX_BYTES));
}

bool report_faults_add(struct report_faults *faults,
                       enum report_fault_code code, struct report_place place,
                       const char *arg0, const char *arg1)
{
    if (report_fault_is_error(code)) {
        faults->errors++;
    } else {
        faults->warnings++;
    }
    if (faults->count < REPORT_MAX_FAULTS) {
        faults->list[faults->count++] = (struct report_fault){
            .code = code,
            .place = place,
            .args = {keep(faults->arena, arg0), keep(faults->arena, arg1)},
        };
    }
    return false;
}

static bool is_behind(const struct report_place *a,
                      const struct report_place *b)
{
    return a->line != b->line ? a->line > b->line : a->column > b->column;
}

/* By insertion: there are few, and equal ones keep their order. */
void report_faults_sort(struct report_faults *faults)
{
    struct report_fault *list = faults->list;
    for (int i = 1; i < faults->count; i++) {
        struct report_fault one = list[i];
        int at = i;
        for (; at > 0 && is_behind(&list[at - 1].place, &one.place); at--) {
            list[at] = list[at - 1];
        }
        list[at] = one;
    }
}

bool report_fault_is_error(enum report_fault_code code)
{
    CHECK((unsigned)code < ARRAY_LEN(CODES));
    return CODES[code].error;
}

const char *report_fault_name(enum report_fault_code code)
{
    CHECK((unsigned)code < ARRAY_LEN(CODES));
    return CODES[code].name;
}

/* Appends what fits, whole characters only. */
static size_t append(char *out, size_t at, const char *text, size_t len)
{
    size_t take = utf8_cut(text, len, REPORT_FAULT_SIZE - 1 - at);
    memcpy(out + at, text, take);
    out[at + take] = '\0';
    return at + take;
}

void report_fault_message(const struct report_fault *fault, enum lang lang,
                          char out[REPORT_FAULT_SIZE])
{
    CHECK((unsigned)fault->code < ARRAY_LEN(CODES));
    const char *words =
        lang == LANG_ZH ? CODES[fault->code].zh : CODES[fault->code].en;
    size_t at = 0;
    out[0] = '\0';
    while (*words != '\0') {
        if (words[0] == '{' && words[1] >= '0' && words[1] <= '1' &&
            words[2] == '}') {
            const char *arg = fault->args[words[1] - '0'];
            at = append(out, at, arg, strlen(arg));
            words += 3;
            continue;
        }
        /* A brace that opens no argument is one. */
        size_t len = strcspn(words + 1, "{") + 1;
        at = append(out, at, words, len);
        words += len;
    }
}
