/* What the parts of the parser share; of no interest to others. */
#ifndef TVS_REPORT_REPORT_PARSER_H
#define TVS_REPORT_REPORT_PARSER_H

#include "report/report_piece.h"
#include "report/report_script.h"

struct report_parser {
    struct report_script source;
    struct report_template *out;
    struct report_figure *figures;     /* those of out */
    struct report_sentence *sentences; /* likewise */
    bool matched; /* compare matched: what figures begin with */
    const char *section;
    struct report_sentence *sentence; /* that is being read */
    int pieces;                       /* of the text that is being read */
    struct arena *arena;
    struct report_faults *faults;
};

/* The run's text. */
const char *report_parser_keep(struct report_parser *parser,
                               struct report_run run);
struct report_place report_parser_place(const struct report_parser *parser,
                                        struct report_run run);
/* A fault at the beginning of the run; false. */
bool report_parser_fault(struct report_parser *parser, struct report_run run,
                         enum report_fault_code code, const char *arg0,
                         const char *arg1);
/* The fault that there are more than `most` of something. */
bool report_parser_many(struct report_parser *parser, struct report_run run,
                        const char *what, int most);
/* Letters, digits, _ and whatever is not ASCII, no signs of the language. */
MUSTCHECK bool report_parser_name(struct report_parser *parser,
                                  struct report_run run, const char **name);
/* The code of an indicator, a dimension: as a name, or with - and a point. */
MUSTCHECK bool report_parser_code(struct report_parser *parser,
                                  struct report_run run, const char **code);
/* A number up to 10^9, with a unit behind it or none, scaled by
 * 10^REPORT_SCALE. */
MUSTCHECK bool report_parser_number(struct report_parser *parser,
                                    struct report_run run, int64_t *value);

/* figure NAME = INDICATOR, ... ; faults are noted. */
void report_figure_parse(struct report_parser *parser, struct report_run run);
/* Text with slots and clauses; faults are noted. */
void report_body_parse(struct report_parser *parser, struct report_run run,
                       struct report_body *out);
/* What stands between { and }; false: a fault was noted. */
bool report_slot_parse(struct report_parser *parser, struct report_run run,
                       struct report_slot *out);

#endif
