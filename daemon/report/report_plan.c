#include "report/report_plan.h"

#include <string.h>

#include "model/period.h"
#include "report/report_latest.h"
#include "report/report_piece.h"

#define AUTUMN 9 /* the month in which school years begin */
/* The first by which those who leave in summer have left. */
#define SUMMER 7

/* A figure while it is planned. */
struct planning {
    const struct catalogue *cat;
    const struct report_context *context;
    struct report_plan *plan;
    const struct report_template *template;
    const int *latest; /* by figure: report_latest() */
};

static int end_of(const struct report_context *context)
{
    return period_last_day(period_month(context->year, context->through));
}

static bool is_type(const struct indicator *indicator, enum period_type type)
{
    return strcmp(indicator->period_type, period_type_name(type)) == 0;
}

/* --- which period --- */

/* Fills period and ytd of the question; false: there is none to ask for. */
static bool ask_span(const struct indicator *indicator, int year, int through,
                     struct report_question *question, int *period)
{
    question->period = period_of(PERIOD_CALENDAR_YEAR, year, 1);
    if (is_type(indicator, PERIOD_MONTH)) {
        question->ytd = through;
        *period = through == REPORT_MONTHS ? question->period
                                           : period_ytd(year, through);
        return true;
    }
    *period = question->period;
    return through == REPORT_MONTHS;
}

static bool ask_period(const struct planning *planning,
                       const struct report_figure *figure,
                       struct report_question *question, int *period)
{
    const struct report_context *context = planning->context;
    int year = context->year;
    bool ended = context->through == REPORT_MONTHS;
    switch (figure->period) {
    case REPORT_SPAN:
        return ask_span(question->indicator, year, context->through, question,
                        period);
    case REPORT_YEAR:
        return ask_span(question->indicator, ended ? year : year - 1,
                        REPORT_MONTHS, question, period);
    case REPORT_LATEST:
        *period = planning->latest[figure - planning->template->figures];
        break;
    case REPORT_END:
        *period = period_day(year, context->through, end_of(context) % 100);
        break;
    case REPORT_LAST_YEAR_END:
        *period = period_day(year - 1, 12, 31);
        break;
    case REPORT_SCHOOL_YEAR_ENDING:
        *period = context->through >= SUMMER
                      ? period_of(PERIOD_SCHOOL_YEAR, year - 1, 1)
                      : 0;
        break;
    default:
        *period = period_of(PERIOD_SCHOOL_YEAR,
                            context->through >= AUTUMN ? year : year - 1, 1);
    }
    question->period = *period;
    return *period != 0;
}

/* --- questions --- */

static bool is_same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool is_same(const struct report_question *a,
                    const struct report_question *b)
{
    if (a->indicator != b->indicator || a->period != b->period ||
        a->ytd != b->ytd || a->compare != b->compare ||
        a->matched != b->matched || a->where_count != b->where_count ||
        !is_same_text(a->by, b->by)) {
        return false;
    }
    for (int i = 0; i < a->where_count; i++) {
        const struct report_where *one = &a->where[i];
        const struct report_where *other = &b->where[i];
        if (strcmp(one->dimension, other->dimension) != 0 ||
            one->count != other->count) {
            return false;
        }
        for (int j = 0; j < one->count; j++) {
            if (strcmp(one->members[j], other->members[j]) != 0) {
                return false;
            }
        }
    }
    return true;
}

static int add_question(struct report_plan *plan,
                        const struct report_question *question)
{
    for (int i = 0; i < plan->question_count; i++) {
        if (is_same(&plan->questions[i], question)) {
            return i;
        }
    }
    plan->questions[plan->question_count] = *question;
    return plan->question_count++;
}

/* 31 December before, where that is not the year before anyway. */
static int add_base(const struct planning *planning,
                    const struct report_question *question)
{
    struct report_question base = *question;
    base.period = period_day(planning->context->year - 1, 12, 31);
    base.compare = false;
    base.matched = false;
    return add_question(planning->plan, &base);
}

/* What is compared is of the schools and months that both years have, and of a
 * ratio those that have both parts; the value is all that there is, as it is
 * asked for by itself. */
static int add_value(const struct planning *planning,
                     const struct report_question *question)
{
    struct report_question plain = *question;
    if (question->matched) {
        plain.compare = false;
        plain.matched = false;
    }
    return add_question(planning->plan, &plain);
}

static void plan_figure(const struct planning *planning,
                        const struct report_figure *figure,
                        struct report_source *source)
{
    *source = (struct report_source){
        .question = -1, .value_question = -1, .base_question = -1};
    source->indicator = catalogue_indicator(planning->cat, figure->indicator,
                                            strlen(figure->indicator));
    if (source->indicator == NULL) {
        return;
    }
    bool compare =
        (figure->needs & REPORT_NEED_BASE) != 0 && figure->by == NULL;
    struct report_question question = {
        .indicator = source->indicator,
        .where = figure->where,
        .where_count = figure->where_count,
        .by = figure->by,
    };
    if (!ask_period(planning, figure, &question, &source->period)) {
        return;
    }
    bool far = compare && figure->since_new_year &&
               period_type_of(question.period) == PERIOD_DAY &&
               period_year_before(question.period) !=
                   period_day(planning->context->year - 1, 12, 31);
    question.compare = compare && !far;
    /* Months are always compared over the same schools. */
    question.matched = question.compare &&
                       (figure->matched || question.ytd > 0) &&
                       source->indicator->kind != INDICATOR_DISTINCT;
    source->question = add_question(planning->plan, &question);
    source->value_question = add_value(planning, &question);
    if (far) {
        source->base_question = add_base(planning, &question);
    }
}

const struct report_plan *report_plan(const struct report_template *template,
                                      const struct catalogue *cat,
                                      const struct report_context *context,
                                      struct arena *arena)
{
    struct report_plan *plan = arena_zalloc(arena, 1, sizeof(*plan));
    const struct planning planning = {
        .cat = cat,
        .context = context,
        .plan = plan,
        .template = template,
        .latest = report_latest(template, cat, end_of(context), arena),
    };
    plan->sources = arena_zalloc(arena, (size_t) template->figure_count + 1,
                                 sizeof(*plan->sources));
    for (int i = 0; i < template->figure_count; i++) {
        plan_figure(&planning, &template->figures[i], &plan->sources[i]);
    }
    return plan;
}
