#include "data/data_query_format.h"

#include "accept.h"
#include "data/data_formats.h"
#include "data/data_query_codes.h"

#include <string.h>

static const char *const LANGS[] = {"zh", "en"};

void data_query_take_lang(struct data_parse *parse, const struct data_arg *arg)
{
    int index = data_query_word(parse, arg, LANGS, ARRAY_LEN(LANGS));
    parse->query->lang = index == 1 ? LANG_EN : LANG_ZH;
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

/* What people open in a spreadsheet, or look at, has names in it. */
static void settle_labels(struct data_parse *parse)
{
    struct data_query *query = parse->query;
    bool people = query->format == DATA_CSV && query->bom;
    if ((people || query->format == DATA_ECHARTS) &&
        data_args_find(parse->args, "labels") == NULL) {
        query->labels = DATA_LABELS_NAME;
    }
}

/* A cube or a chart is no page of one. */
static void settle_pages(struct data_parse *parse)
{
    struct data_query *query = parse->query;
    if (!data_formats_info(query->format)->single) {
        return;
    }
    if (data_args_find(parse->args, "limit") == NULL) {
        query->limit = parse->ctx->max_rows;
    }
    if (query->cursor != NULL) {
        data_query_refuse(parse, "cursor", query->cursor);
    }
}

void data_query_settle_format(struct data_parse *parse)
{
    settle_labels(parse);
    settle_pages(parse);
}
