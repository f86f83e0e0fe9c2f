#include "data/data_query_format.h"

#include "accept.h"
#include "data/data_formats.h"
#include "data/data_query_codes.h"
#include "platform/utf8.h"

#include <stdio.h>
#include <string.h>

static const char *const FORMATS_TO_COME[] = {"echarts", "jsonstat"};
static const char *const LANGS[] = {"zh", "en"};

void data_query_take_lang(struct data_parse *parse, const struct data_arg *arg)
{
    int index = data_query_word(parse, arg, LANGS, ARRAY_LEN(LANGS));
    parse->query->lang = index == 1 ? LANG_EN : LANG_ZH;
}

static bool is_to_come(const char *text)
{
    for (size_t i = 0; i < ARRAY_LEN(FORMATS_TO_COME); i++) {
        if (strcmp(FORMATS_TO_COME[i], text) == 0) {
            return true;
        }
    }
    return false;
}

static void not_yet(struct data_parse *parse, const struct data_arg *arg)
{
    char text[64];
    const char *value = arg->values[0];
    size_t len = utf8_cut(value, strlen(value), 32);
    snprintf(text, sizeof(text), "%.20s=%.*s", arg->name, (int)len, value);
    data_faults_add(parse->faults, FAULT_NOT_IMPLEMENTED, arg->name, text,
                    NULL);
}

static enum data_format format_of(const char *name)
{
    int format = 0;
    while (strcmp(data_formats_info((enum data_format)format)->name, name) !=
           0) {
        format++;
    }
    return (enum data_format)format;
}

void data_query_take_format(struct data_parse *parse,
                            const struct data_arg *arg)
{
    const char *text = data_query_single(parse, arg);
    if (text != NULL && is_to_come(text)) {
        not_yet(parse, arg);
        return;
    }
    const char *names[DATA_FORMAT_COUNT];
    int count = data_formats_names(parse->ctx->whole, names);
    int index = data_query_word(parse, arg, names, (size_t)count);
    parse->query->format = format_of(names[index]);
}

void data_query_take_bom(struct data_parse *parse, const struct data_arg *arg)
{
    parse->query->bom = data_query_truth(parse, arg);
}

/* The types that a client may ask for, and the format of each. */
static int acceptable(bool whole, const char **types, enum data_format *formats)
{
    int count = 0;
    for (int i = 0; i < DATA_FORMAT_COUNT; i++) {
        const struct data_format_info *info =
            data_formats_info((enum data_format)i);
        if (info->accept != NULL && (whole || info->write == NULL)) {
            types[count] = info->accept;
            formats[count++] = (enum data_format)i;
        }
    }
    return count;
}

void data_query_negotiate(struct data_parse *parse)
{
    if (data_args_find(parse->args, "format") != NULL) {
        return;
    }
    const char *types[DATA_FORMAT_COUNT];
    enum data_format formats[DATA_FORMAT_COUNT];
    int count = acceptable(parse->ctx->whole, types, formats);
    int best = accept_best(parse->ctx->accept, types, count);
    if (best < 0) {
        data_faults_add(parse->faults, FAULT_NOT_ACCEPTABLE, "Accept", NULL,
                        NULL);
        return;
    }
    parse->query->format = formats[best];
}

/* What people open in a spreadsheet has names in it. */
void data_query_settle_labels(struct data_parse *parse)
{
    struct data_query *query = parse->query;
    if (query->format == DATA_CSV && query->bom &&
        data_args_find(parse->args, "labels") == NULL) {
        query->labels = DATA_LABELS_NAME;
    }
}
