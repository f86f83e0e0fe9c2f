#include "report/report_parser.h"

#include <stdio.h>
#include <string.h>

#include "model/decimal.h"

const char *report_parser_keep(struct report_parser *parser,
                               struct report_run run)
{
    return arena_copy(parser->arena, run.text, run.len);
}

struct report_place report_parser_place(const struct report_parser *parser,
                                        struct report_run run)
{
    return report_script_place(&parser->source, run.from[0]);
}

bool report_parser_fault(struct report_parser *parser, struct report_run run,
                         enum report_fault_code code, const char *arg0,
                         const char *arg1)
{
    return report_faults_add(parser->faults, code,
                             report_parser_place(parser, run), arg0, arg1);
}

bool report_parser_many(struct report_parser *parser, struct report_run run,
                        const char *what, int most)
{
    char number[16];
    snprintf(number, sizeof(number), "%d", most);
    return report_parser_fault(parser, run, REPORT_FAULT_TOO_MANY, what,
                               number);
}

static bool is_name_byte(char c)
{
    return (unsigned char)c >= 0x80 || c == '_' || (c >= '0' && c <= '9') ||
           (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool take_name(struct report_parser *parser, struct report_run run,
                      const char *further, const char **name)
{
    size_t len = 0;
    while (len < run.len && (is_name_byte(run.text[len]) ||
                             strchr(further, run.text[len]) != NULL)) {
        len++;
    }
    if (run.len == 0 || len < run.len || len > REPORT_MAX_NAME) {
        return report_parser_fault(parser, run, REPORT_FAULT_BAD_NAME,
                                   report_parser_keep(parser, run), NULL);
    }
    *name = report_parser_keep(parser, run);
    return true;
}

bool report_parser_name(struct report_parser *parser, struct report_run run,
                        const char **name)
{
    return take_name(parser, run, "", name);
}

bool report_parser_code(struct report_parser *parser, struct report_run run,
                        const char **code)
{
    return take_name(parser, run, "-.", code);
}

bool report_parser_number(struct report_parser *parser, struct report_run run,
                          int64_t *value)
{
    size_t len = 0;
    while (len < run.len && ((run.text[len] >= '0' && run.text[len] <= '9') ||
                             run.text[len] == '.')) {
        len++;
    }
    if (decimal_parse(run.text, len, REPORT_SCALE, false, value) !=
        FAULT_NONE) {
        return report_parser_fault(parser, run, REPORT_FAULT_BAD_VALUE,
                                   report_parser_keep(parser, run),
                                   "0.5, 30, ...");
    }
    return true;
}
