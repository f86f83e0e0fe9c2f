#include "data/data_faults.h"

#include <stdio.h>

#include "platform/macros.h"

static struct data_fault *add(struct data_faults *faults, enum fault fault,
                              const char *path)
{
    if (faults->count == DATA_FAULTS_MAX) {
        return NULL;
    }
    struct data_fault *row = &faults->list[faults->count++];
    row->fault = fault;
    row->path = arena_dup(faults->arena, path);
    return row;
}

static const char *copy(struct data_faults *faults, const char *text)
{
    return text != NULL ? arena_dup(faults->arena, text) : NULL;
}

void data_faults_add(struct data_faults *faults, enum fault fault,
                     const char *path, const char *arg0, const char *arg1)
{
    struct data_fault *row = add(faults, fault, path);
    if (row != NULL) {
        row->args[0] = copy(faults, arg0);
        row->args[1] = copy(faults, arg1);
    }
}

void data_faults_add_three(struct data_faults *faults, enum fault fault,
                           const char *path, const char *const args[3])
{
    struct data_fault *row = add(faults, fault, path);
    for (int i = 0; row != NULL && i < 3; i++) {
        row->args[i] = copy(faults, args[i]);
    }
}

void data_faults_too_many(struct data_faults *faults, const char *path,
                          const char *what, long long count, long long max)
{
    char text[2][24];
    struct data_fault *row = add(faults, FAULT_TOO_MANY, path);
    if (row != NULL) {
        snprintf(text[0], sizeof(text[0]), "%lld", count);
        snprintf(text[1], sizeof(text[1]), "%lld", max);
        row->args[0] = copy(faults, what);
        row->args[1] = copy(faults, text[0]);
        row->args[2] = copy(faults, text[1]);
    }
}

/* Said 422 of a row of an import; in a question they are its very words. */
static const enum fault WORDS[] = {
    FAULT_BAD_PERIOD,        FAULT_UNKNOWN_INDICATOR, FAULT_UNKNOWN_AREA,
    FAULT_UNKNOWN_DIMENSION, FAULT_UNKNOWN_MEMBER,
};

static int status_of(enum fault fault)
{
    for (size_t i = 0; i < ARRAY_LEN(WORDS); i++) {
        if (WORDS[i] == fault) {
            return 400;
        }
    }
    return fault_status(fault);
}

int data_faults_status(const struct data_faults *faults)
{
    for (int i = 0; i < faults->count; i++) {
        if (status_of(faults->list[i].fault) == 400) {
            return 400;
        }
    }
    return faults->count > 0 ? status_of(faults->list[0].fault) : 0;
}
