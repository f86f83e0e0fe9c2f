#include "data/data_query_format.h"

#include "accept.h"
#include "data/data_query_codes.h"
#include "platform/utf8.h"

#include <stdio.h>
#include <string.h>

static const char *const FORMATS[] = {"json", "csv", "ndjson"};
static const char *const FORMAT_TYPES[] = {"application/json", "text/csv",
                                           "application/x-ndjson"};
static const char *const FORMATS_TO_COME[] = {"echarts", "jsonstat",
                                              "sdmx-json", "sdmx-csv", "xlsx"};
static const char *const LANGS[] = {"zh", "en"};
const char *data_format_name(enum data_format format)
{
    return FORMATS[format];
}

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

void data_query_take_format(struct data_parse *parse,
                            const struct data_arg *arg)
{
    const char *text = data_query_single(parse, arg);
    if (text != NULL && is_to_come(text)) {
        not_yet(parse, arg);
        return;
    }
    parse->query->format = (enum data_format)data_query_word(
        parse, arg, FORMATS, ARRAY_LEN(FORMATS));
}

void data_query_take_bom(struct data_parse *parse, const struct data_arg *arg)
{
    parse->query->bom = data_query_truth(parse, arg);
}

void data_query_negotiate(struct data_parse *parse)
{
    if (data_args_find(parse->args, "format") != NULL) {
        return;
    }
    int best =
        accept_best(parse->ctx->accept, FORMAT_TYPES, ARRAY_LEN(FORMAT_TYPES));
    if (best < 0) {
        data_faults_add(parse->faults, FAULT_NOT_ACCEPTABLE, "Accept", NULL,
                        NULL);
        return;
    }
    parse->query->format = (enum data_format)best;
}
