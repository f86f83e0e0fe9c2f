#include "reports/report_values.h"

#include "data/data_columns.h"
#include "data/data_status.h"
#include "reports/report_inquiry.h"

static enum report_state state_of(const struct report_answer *row)
{
    int64_t value = 0;
    if (row->hidden || row->status == 'Q') {
        return REPORT_SUPPRESSED;
    }
    return figure_value(&row->value, &row->scale, &value) ? REPORT_KNOWN
                                                          : REPORT_MISSING;
}

static void take_row(struct report_value *value,
                     const struct report_answer *row)
{
    value->state = state_of(row);
    value->scale = row->scale;
    value->value = row->value;
    value->reported = row->reported;
    value->expected = row->expected;
    value->status = row->status;
    value->figure_id = row->figure_id != NULL ? row->figure_id : "";
}

/* Where what is compared is hidden, so is the value: beside each other they
 * would tell it. */
static void take_change(const struct report_inquiry *inquiry,
                        const struct report_source *source,
                        struct report_value *value)
{
    const struct report_reply *reply = &inquiry->replies[source->question];
    if (reply->protected || (reply->count > 0 && reply->rows[0].hidden)) {
        value->state = REPORT_SUPPRESSED;
    }
    if (reply->count == 0) {
        return;
    }
    const struct report_answer *row = &reply->rows[0];
    value->cur = row->value;
    value->base = row->base;
    value->reason = row->reason;
    value->has_sets = row->has_sets;
    value->new_count = row->new_count;
    value->lost = row->lost;
    value->kept = row->kept;
    value->change_id = row->figure_id != NULL ? row->figure_id : "";
}

/* Of what only schools of one level report, the others are not lacking. */
static void take_level(const struct report_inquiry *inquiry, int figure,
                       struct report_value *value)
{
    const char *level = inquiry->template.figures[figure].level;
    if (level != NULL && value->expected > 0) {
        value->expected = catalogue_expected_level(
            inquiry->op->catalogue, inquiry->area, level, value->period);
    }
}

/* The worst of them stands for all: a list is not to be read as whole when a
 * member of it is not shown. */
static void take_members(const struct report_inquiry *inquiry,
                         const struct report_reply *reply,
                         struct report_value *value, struct arena *arena)
{
    struct report_member *members =
        arena_zalloc(arena, (size_t)reply->count + 1, sizeof(*members));
    bool hidden = false, known = false;
    unsigned statuses = 0;
    for (int i = 0; i < reply->count; i++) {
        const struct report_answer *row = &reply->rows[i];
        const struct member *member = row->member;
        enum report_state state = state_of(row);
        members[i] = (struct report_member){
            .code = member->code,
            .name = data_name(member->name_zh, member->name_en, member->code,
                              inquiry->request.lang),
            .value = row->value,
        };
        hidden = hidden || state == REPORT_SUPPRESSED;
        known = known || state == REPORT_KNOWN;
        statuses |= data_status_bit(row->status);
    }
    take_row(value, &reply->rows[0]);
    value->status = data_status_letter(statuses, known);
    value->state = hidden  ? REPORT_SUPPRESSED
                   : known ? REPORT_KNOWN
                           : REPORT_MISSING;
    value->figure_id = ""; /* of one member */
    value->members = members;
    value->member_count = reply->count;
}

/* Compared with another question's value instead of the year before's. */
static void take_base(const struct report_inquiry *inquiry,
                      const struct report_source *source,
                      struct report_value *value)
{
    const struct report_reply *reply = &inquiry->replies[source->base_question];
    value->cur = value->value;
    value->base = (struct figure){0};
    value->base_period = inquiry->plan->questions[source->base_question].period;
    value->reason = CHANGE_OK;
    value->change_id = value->figure_id;
    if (reply->count > 0 && !reply->protected) {
        value->base = reply->rows[0].value;
    }
}

/* Of a part of what a school reported there is no telling whether it should
 * have reported it: the whole is what is expected. */
static bool is_part(const struct report_figure *figure)
{
    return figure->where_count > 0 || figure->by != NULL;
}

static void make_value(const struct report_inquiry *inquiry, int figure,
                       struct report_value *value, struct arena *arena)
{
    const struct report_source *source = &inquiry->plan->sources[figure];
    const struct catalogue *cat = inquiry->op->catalogue;
    value->indicator = source->indicator;
    value->period = source->period;
    value->figure_id = "";
    value->change_id = "";
    if (source->indicator != NULL) {
        value->denominator =
            catalogue_indicator_by_id(cat, source->indicator->denominator);
    }
    if (source->question < 0) {
        return;
    }
    const struct report_reply *reply =
        &inquiry->replies[source->value_question];
    bool members = inquiry->template.figures[figure].by != NULL;
    if (reply->protected) {
        value->state = REPORT_SUPPRESSED;
    } else if (reply->cut) {
        value->state = REPORT_MISSING; /* a part is not to pass for the whole */
    } else if (reply->count > 0 && members) {
        take_members(inquiry, reply, value, arena);
    } else if (reply->count > 0) {
        take_row(value, &reply->rows[0]);
    }
    if (!members) {
        take_change(inquiry, source, value);
    }
    if (is_part(&inquiry->template.figures[figure])) {
        value->expected = 0;
    }
    if (source->base_question >= 0) {
        take_base(inquiry, source, value);
    }
    take_level(inquiry, figure, value);
}

struct report_value *report_values_make(const struct report_inquiry *inquiry,
                                        struct arena *arena)
{
    int count = inquiry->template.figure_count;
    struct report_value *values =
        arena_zalloc(arena, (size_t)count + 1, sizeof(*values));
    for (int i = 0; i < count; i++) {
        make_value(inquiry, i, &values[i], arena);
    }
    return values;
}
