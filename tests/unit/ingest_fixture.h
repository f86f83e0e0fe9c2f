/*
 * For the tests of the readers: a small catalogue, a sink that remembers, and
 * one call that reads a text as an import would.
 */
#ifndef TVS_TESTS_INGEST_FIXTURE_H
#define TVS_TESTS_INGEST_FIXTURE_H

#include "ingest/reader.h"

#define SEEN_MAX 64 /* of each kind are kept; all are counted */
#define SEEN_TEXT 200

struct seen_observation {
    int line, cell, school;
    bool has_value;
    int64_t value;
    char status;
    char note[SEEN_TEXT];
};

struct seen_record {
    int line, count;
    bool absent[IMPORT_MAX_COLUMNS];
    char fields[IMPORT_MAX_COLUMNS][SEEN_TEXT];
};

struct seen_fault {
    int line;
    int number; /* of the column; 0: not said */
    enum fault fault;
    char column[SEEN_TEXT]; /* "" for the whole row */
    char value[SEEN_TEXT];
    char args[3][SEEN_TEXT];
};

struct seen_warning {
    char code[SEEN_TEXT];
    char subject[SEEN_TEXT];
};

struct fixture {
    struct sink sink;
    struct catalogue *cat;
    struct cells *cells;
    struct newcomers *newcomers;
    /* What reader_new() gets; kind, format, ... may be changed before. */
    struct reader_options options;
    /* What the last reading gave. */
    int64_t rows;
    enum fault verdict;
    int observation_count, record_count, fault_count, warning_count;
    struct seen_observation observations[SEEN_MAX];
    struct seen_record records[SEEN_MAX];
    struct seen_fault faults[SEEN_MAX];
    struct seen_warning warnings[SEEN_MAX];
    /* For sums over a large file: called for every observation. */
    void (*on_observation)(struct fixture *fixture,
                           const struct observation *obs);
    int64_t sums[8];
};

/*
 * Schools S1 (area A1), S2 (area A2, closed at the end of August 2020) and
 * 0034; areas R (the root), A1, A2. Indicators train (flow, month), fund
 * (flow, calendar year, 2 decimals), intake (flow, school year), students
 * (stock), teachers (stock), ratio (students / teachers), firms (distinct).
 * Dimensions gender (1, 2), grade (1, 2, 3), group (overlapping; staff,
 * migrant). Today is 2024-09-15.
 */
struct fixture *fixture_new(void);
/* With another catalogue, finished; taken. */
struct fixture *fixture_of(struct catalogue *cat);
void fixture_free(struct fixture *fixture);

/* Reads it from a file, forgetting what was seen before. */
void fixture_read(struct fixture *fixture, const char *text, size_t len);
void fixture_read_text(struct fixture *fixture, const char *text);
/* From tests/data. */
void fixture_read_data(struct fixture *fixture, const char *name);
/* A file of tests/data, NUL-terminated; free() it. */
char *fixture_data(const char *name, size_t *len);

/* "students/gender=1,grade=2/2018AY" of a cell. */
const char *fixture_cell(const struct fixture *fixture, int cell);

#endif
