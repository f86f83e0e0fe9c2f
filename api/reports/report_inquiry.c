#include "reports/report_inquiry.h"

#include <string.h>

#include "http/request.h"
#include "platform/log.h"
#include "reports/report_values.h"

/* How often it is begun again because an import came in between. */
#define MAX_TRIES 3

static void begin(struct report_inquiry *inquiry);
static void ask_next(struct report_inquiry *inquiry);

/* --- its end --- */

static void finish(struct report_inquiry *inquiry)
{
    struct arena *arena = &inquiry->op->req->arena;
    inquiry->values = report_values_make(inquiry, arena);
    inquiry->text = report_fill(&inquiry->template, inquiry->values,
                                &inquiry->context, arena);
    if (inquiry->revision == 0) {
        inquiry->revision = catalogue_revision(inquiry->op->catalogue);
    }
    inquiry->done(inquiry, true, NULL);
}

static void fail(struct report_inquiry *inquiry, const struct error *err)
{
    inquiry->done(inquiry, false, err);
}

/* --- one question after the other --- */

static void begin_again(struct report_inquiry *inquiry)
{
    struct op *op = inquiry->op;
    struct error err = {0};
    if (++inquiry->tries > MAX_TRIES) {
        error_set(&err, FAULT_CONTENTION, NULL, NULL, NULL);
        fail(inquiry, &err);
        return;
    }
    catalogue_unref(op->catalogue);
    op->catalogue = catalogue_ref(op->app->catalogue);
    begin(inquiry);
}

static bool has_bad_asof(const struct data_faults *faults)
{
    for (int i = 0; i < faults->count; i++) {
        if (strcmp(faults->list[i].path, "asof") == 0) {
            return true;
        }
    }
    return false;
}

/* A question that cannot be asked has no answer: the figure is missing. What
 * is wrong with it is for who keeps the template. */
static void note_refusal(const struct report_inquiry *inquiry,
                         const struct report_ask *ask)
{
    const struct data_fault *first = &ask->data.faults.list[0];
    if (!ask->protected) {
        LOG(LOG_WARN, inquiry->op->req->id, "report_question_refused",
            LOG_TEXT("indicator", ask->question->indicator->code),
            LOG_TEXT("code", fault_code(first->fault)),
            LOG_TEXT("path", first->path));
    }
}

static void take_reply(struct report_inquiry *inquiry,
                       const struct report_ask *ask)
{
    inquiry->replies[inquiry->at] = (struct report_reply){
        .rows = ask->rows,
        .count = ask->count,
        .cut = ask->cut,
        .protected = ask->protected,
        .cells = ask->cells,
        .of_sets = ask->of_sets,
    };
    if (ask->revision != 0) {
        inquiry->revision = ask->revision;
    }
    inquiry->at++;
    ask_next(inquiry);
}

static void on_answer(struct report_ask *ask)
{
    struct report_inquiry *inquiry =
        CONTAINER_OF(ask, struct report_inquiry, ask);
    switch (ask->data.end) {
    case DATA_ASK_MOVED:
        begin_again(inquiry);
        break;
    case DATA_ASK_FAILED:
        fail(inquiry, &ask->data.err);
        break;
    case DATA_ASK_REFUSED:
        if (has_bad_asof(&ask->data.faults)) {
            inquiry->faults = ask->data.faults;
            fail(inquiry, NULL);
            break;
        }
        note_refusal(inquiry, ask);
        take_reply(inquiry, ask);
        break;
    case DATA_ASK_READ:
        take_reply(inquiry, ask);
        break;
    }
}

/* Of enterprises, what came and went since another question's day is known
 * only to one that is compared with it. */
static int base_day_of(const struct report_inquiry *inquiry, int question)
{
    const struct report_plan *plan = inquiry->plan;
    if (plan->questions[question].compare ||
        !plan->questions[question].indicator->from_partnerships) {
        return 0;
    }
    for (int i = 0; i < inquiry->template.figure_count; i++) {
        const struct report_source *source = &plan->sources[i];
        if (source->question == question && source->base_question >= 0) {
            return plan->questions[source->base_question].period;
        }
    }
    return 0;
}

static void ask_next(struct report_inquiry *inquiry)
{
    int at = inquiry->at;
    if (at == inquiry->plan->question_count) {
        finish(inquiry);
        return;
    }
    inquiry->ask.base_day = base_day_of(inquiry, at);
    report_ask_start(&inquiry->ask, &inquiry->plan->questions[at]);
}

/* --- the beginning --- */

static const struct area *find_area(struct report_inquiry *inquiry)
{
    const struct catalogue *cat = inquiry->op->catalogue;
    const char *code = inquiry->request.area;
    if (code == NULL) {
        return catalogue_root(cat);
    }
    const struct area *area = catalogue_area(cat, code, strlen(code));
    if (area == NULL) {
        data_faults_add(&inquiry->faults, FAULT_UNKNOWN_AREA, "area", code,
                        NULL);
    }
    return area;
}

static const char *name_of(const struct area *area, enum lang lang)
{
    bool english = lang == LANG_EN && *area->name_en != '\0';
    return english ? area->name_en : area->name_zh;
}

/* With the snapshot that the op holds now. False: no such area. */
static bool resolve(struct report_inquiry *inquiry)
{
    const struct report_request *request = &inquiry->request;
    struct arena *arena = &inquiry->op->req->arena;
    inquiry->faults = (struct data_faults){.arena = arena};
    inquiry->area = find_area(inquiry);
    if (inquiry->area == NULL) {
        return false;
    }
    inquiry->context = (struct report_context){
        .year = request->year,
        .through = request->through,
        .area = name_of(inquiry->area, request->lang),
        .catalogue = inquiry->op->catalogue,
        .draft = request->draft,
    };
    inquiry->plan = report_plan(&inquiry->template, inquiry->op->catalogue,
                                &inquiry->context, arena);
    inquiry->replies =
        arena_zalloc(arena, (size_t)inquiry->plan->question_count + 1,
                     sizeof(*inquiry->replies));
    return true;
}

static void begin(struct report_inquiry *inquiry)
{
    if (!resolve(inquiry)) {
        fail(inquiry, NULL);
        return;
    }
    inquiry->at = 0;
    inquiry->revision = 0;
    inquiry->ask = (struct report_ask){
        .op = inquiry->op,
        .area = inquiry->area,
        .asof = inquiry->request.asof,
        .lang = inquiry->request.lang,
        .done = on_answer,
    };
    ask_next(inquiry);
}

static bool parse_template(struct report_inquiry *inquiry, struct error *err)
{
    struct arena *arena = &inquiry->op->req->arena;
    struct report_faults *faults = arena_zalloc(arena, 1, sizeof(*faults));
    char message[REPORT_FAULT_SIZE] = "";
    report_faults_init(faults, arena);
    if (report_template_parse(&inquiry->template, inquiry->request.template,
                              inquiry->request.template_len, arena, faults)) {
        return true;
    }
    if (faults->count > 0) {
        report_fault_message(&faults->list[0], LANG_EN, message);
    }
    return error_detail(err, FAULT_INTERNAL, "the template is unusable: %s",
                        message);
}

bool report_inquiry_init(struct report_inquiry *inquiry, struct error *err)
{
    return parse_template(inquiry, err) && resolve(inquiry);
}

void report_inquiry_start(struct report_inquiry *inquiry)
{
    begin(inquiry);
}

void report_inquiry_drop(struct report_inquiry *inquiry)
{
    report_ask_drop(&inquiry->ask);
}
