#include "ingest/complain.h"

bool complain_cell(struct complaints *complaints, const struct cell_place *at,
                   enum fault fault, const char *const args[3],
                   struct span value)
{
    char text[COMPLAIN_TEXT_MAX + 1];
    const struct sink_fault told = {
        .line = at->line,
        .column = at->heading,
        .number = at->column,
        .fault = fault,
        .args = args,
        .value = value.data == NULL ? NULL : text,
    };
    span_copy(value, text, sizeof(text));
    complaints->last = fault;
    complaints->sink->ops->fault(complaints->sink, &told);
    return false;
}

bool complain_with(struct complaints *complaints, const struct place *at,
                   enum fault fault, const char *const args[3],
                   struct span value)
{
    const struct cell_place place = {at->line, 0, at->column};
    return complain_cell(complaints, &place, fault, args, value);
}

bool complain(struct complaints *complaints, const struct place *at,
              enum fault fault, struct span value)
{
    char text[COMPLAIN_TEXT_MAX + 1];
    span_copy(value, text, sizeof(text));
    const char *const args[3] = {text, NULL, NULL};
    return complain_with(complaints, at, fault, args, value);
}

bool complain_spoils(struct complaints *complaints)
{
    if (complaints->verdict == FAULT_NONE) {
        complaints->verdict = complaints->last;
    }
    return false;
}

bool complain_file(struct complaints *complaints, const struct place *at,
                   enum fault fault, struct span value)
{
    complain(complaints, at, fault, value);
    return complain_spoils(complaints);
}

bool complain_file_with(struct complaints *complaints, const struct place *at,
                        enum fault fault, const char *const args[3])
{
    complain_with(complaints, at, fault, args, span_of(NULL));
    return complain_spoils(complaints);
}
