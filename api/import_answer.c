#include "import_answer.h"

#include <inttypes.h>
#include <stdio.h>

#include "finding.h"
#include "formats/json_writer.h"
#include "http/status.h"
#include "import_impact.h"
#include "ingest/form_report.h"

#define MESSAGE_SIZE 512

static void write_text_or_null(struct json_writer *json, const char *key,
                               const char *text)
{
    json_key(json, key);
    if (text == NULL || text[0] == '\0') {
        json_null(json);
    } else {
        json_string(json, text);
    }
}

static void write_counts(struct json_writer *json, const struct import_job *job)
{
    const struct import_counts *counts = &job->counts;
    json_key(json, "rows");
    json_begin_object(json);
    json_member_int(json, "read", counts->read);
    json_member_int(json, "inserted", counts->inserted);
    json_member_int(json, "updated", counts->updated);
    json_member_int(json, "unchanged", counts->unchanged);
    json_member_int(json, "rejected", counts->rejected);
    if (job->reverts != NULL) {
        json_member_int(json, "deleted", counts->deleted);
    }
    json_end_object(json);
}

static void write_warnings(struct json_writer *json,
                           const struct import_job *job)
{
    json_key(json, "warnings");
    json_begin_array(json);
    for (int i = 0; i < job->warning_count; i++) {
        json_begin_object(json);
        json_member_string(json, "code", job->warnings[i].code);
        json_member_string(json, "subject", job->warnings[i].subject);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_fault(struct json_writer *json,
                        const struct import_fault *fault, enum lang lang)
{
    json_begin_object(json);
    json_member_int(json, "line", fault->line);
    write_text_or_null(json, "column", fault->column);
    if (finding_is(fault->fault)) {
        const struct finding found = {
            .fault = fault->fault,
            .rule = fault->args[0],
            .level = fault->args[1],
            .expected = fault->args[2],
            .subject = fault->subject,
            .explanation = fault->explanation,
            .text = fault->texts[lang],
        };
        finding_write(json, &found, lang);
    } else {
        char message[MESSAGE_SIZE];
        fault_message(message, sizeof(message), fault->fault, lang,
                      fault->args);
        json_member_string(json, "code", fault_code(fault->fault));
        json_member_string(json, "message", message);
    }
    write_text_or_null(json, "value", fault->value);
    if (fault->cell[0] != '\0') {
        json_member_string(json, "cell", fault->cell);
    }
    json_end_object(json);
}

/* What the rules found and let pass. */
static void write_findings(struct json_writer *json,
                           const struct import_job *job, enum lang lang)
{
    bool applied = job->state != IMPORT_REJECTED;
    json_member_int(json, "finding_count", applied ? job->findings_total : 0);
    json_key(json, "findings");
    json_begin_array(json);
    for (int i = 0; i < job->finding_count && applied; i++) {
        write_fault(json, &job->findings[i], lang);
    }
    json_end_array(json);
}

static void write_faults(struct json_writer *json, const struct import_job *job,
                         enum lang lang)
{
    json_member_int(json, "error_count", job->counts.errors);
    json_key(json, "errors");
    json_begin_array(json);
    for (int i = 0; i < job->shown_count; i++) {
        write_fault(json, &job->shown[i], lang);
    }
    json_end_array(json);
    json_key(json, "errors_csv");
    if (job->state == IMPORT_VALIDATED) {
        json_null(json); /* nothing of a validation is kept */
    } else {
        char link[80];
        int len =
            snprintf(link, sizeof(link), "/v1/imports/%s/errors.csv", job->id);
        json_string_len(json, link, (size_t)len);
    }
}

static enum fault refusal(const struct import_job *job)
{
    if (job->reverts != NULL) {
        return FAULT_REVERT_REFUSED;
    }
    return job->forbidden ? FAULT_FORBIDDEN : FAULT_REJECTED;
}

/* The members that RFC 9457 asks for. */
static void write_problem(struct json_writer *json,
                          const struct import_job *job, enum lang lang)
{
    char count[24];
    char type[64];
    char message[MESSAGE_SIZE];
    enum fault fault = refusal(job);
    snprintf(count, sizeof(count), "%" PRId64, job->counts.errors);
    snprintf(type, sizeof(type), "urn:tvetstat:problem:%s", fault_code(fault));
    const char *const args[3] = {count, NULL, NULL};
    fault_message(message, sizeof(message), fault, lang, args);
    json_member_string(json, "type", type);
    json_member_string(json, "title", status_title(job->status, lang));
    json_member_int(json, "status", job->status);
    json_member_string(json, "detail", message);
    json_member_string(json, "code", fault_code(fault));
}

/* --- what a form was understood to say --- */

static void write_form_sheet(struct json_writer *json,
                             const struct form_report_sheet *sheet)
{
    json_begin_object(json);
    json_member_int(json, "number", sheet->number);
    write_text_or_null(json, "name", sheet->name);
    json_member_string(json, "state", form_outcome_name(sheet->outcome));
    if (sheet->outcome == FORM_READ) {
        write_text_or_null(json, "school", sheet->school);
        write_text_or_null(json, "school_name", sheet->school_name);
        write_text_or_null(json, "period", sheet->period);
        write_text_or_null(json, "basis",
                           sheet->period[0] == '\0' ? NULL
                           : sheet->ytd             ? "ytd"
                                                    : "month");
        json_key(json, "heading");
        json_begin_array(json);
        json_int(json, sheet->heading_first);
        json_int(json, sheet->heading_last);
        json_end_array(json);
        json_member_int(json, "tables", sheet->blocks);
        json_member_int(json, "rows", sheet->rows);
        json_member_int(json, "sections", sheet->sections);
        json_member_int(json, "sums_checked", sheet->sums);
    }
    json_end_object(json);
}

static void write_form(struct json_writer *json, const struct import_job *job)
{
    const struct form_report *report = job->report;
    int shown = report->sheet_count < FORM_REPORT_SHEETS ? report->sheet_count
                                                         : FORM_REPORT_SHEETS;
    json_key(json, "form");
    json_begin_object(json);
    json_member_string(json, "name", job->profile_name);
    json_member_int(json, "sheet_count", report->sheet_count);
    json_key(json, "sheets");
    json_begin_array(json);
    for (int i = 0; i < shown; i++) {
        write_form_sheet(json, &report->sheets[i]);
    }
    json_end_array(json);
    json_end_object(json);
}

static void write_normalised(struct json_writer *json,
                             const struct form_report *report)
{
    json_key(json, "normalised");
    json_begin_array(json);
    for (int i = 0; i < report->kind_count; i++) {
        json_begin_object(json);
        json_member_string(json, "kind", report->kinds[i].kind);
        json_member_int(json, "count", report->kinds[i].count);
        json_member_string(json, "first", report->kinds[i].first);
        json_end_object(json);
    }
    json_end_array(json);
}

void import_answer_write(const struct import_job *job, enum lang lang,
                         struct buffer *out)
{
    struct json_writer json;
    json_init(&json, out);
    json_begin_object(&json);
    if (job->state == IMPORT_REJECTED) {
        write_problem(&json, job, lang);
    }
    json_member_string(&json, "id", job->id);
    json_member_string(&json, "kind", import_kind_name(job->options.kind));
    json_member_string(&json, "state", import_state_name(job->state));
    json_member_int(&json, "revision", job->revision);
    json_member_string(&json, "sha256", job->sha256);
    if (job->reverts != NULL) {
        json_member_string(&json, "reverts", job->reverts);
    }
    write_counts(&json, job);
    json_member_int(&json, "observations", job->counts.observations);
    if (job->counts.errors > 0) {
        write_faults(&json, job, lang);
    }
    if (job->rules) {
        write_findings(&json, job, lang);
    }
    write_warnings(&json, job);
    if (job->report != NULL) {
        write_form(&json, job);
        write_normalised(&json, job->report);
    }
    if (job->state == IMPORT_VALIDATED) {
        import_impact_write(&json, job);
    }
    json_end_object(&json);
}

const char *import_answer_type(int status)
{
    return status >= 400 ? "application/problem+json" : "application/json";
}
