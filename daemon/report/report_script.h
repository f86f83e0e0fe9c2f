/*
 * The text of a template as its lines: without byte order mark, with plain
 * line ends, each byte knowing where it stood. Lines that begin with # say
 * nothing; one that begins with white space goes on from the one before.
 */
#ifndef TVS_REPORT_REPORT_SCRIPT_H
#define TVS_REPORT_REPORT_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/arena.h"
#include "platform/macros.h"
#include "report/report_faults.h"

/* Text and, for each byte and the end, its offset in the source. */
struct report_run {
    const char *text;
    const uint32_t *from;
    size_t len;
};

struct report_script {
    const char *text;
    size_t len;
    const uint32_t *starts; /* of lines */
    int line_count;
    bool spaced; /* a language that has blanks between words; set by the
                    parser, matters where lines are joined */
    struct arena *arena;
};

/* A line that begins with a word, and those that go on from it. */
struct report_statement {
    struct report_run word;
    struct report_run first; /* what is left of its own line */
    struct report_run rest;  /* the lines that go on, as one */
};

/* False, with a fault: too long, not UTF-8, control characters. */
MUSTCHECK bool report_script_init(struct report_script *source,
                                  const char *text, size_t len,
                                  struct arena *arena,
                                  struct report_faults *faults);
/* The statement at line *at, which moves on. False: there is no more. */
MUSTCHECK bool report_script_next(const struct report_script *source, int *at,
                                  struct report_statement *out);
/* first and rest as one. */
struct report_run report_script_whole(const struct report_script *source,
                                      const struct report_statement *statement);
struct report_place report_script_place(const struct report_script *source,
                                        uint32_t offset);

/* --- of runs --- */

/* [start, end) of it. */
struct report_run report_run_cut(struct report_run run, size_t start,
                                 size_t end);
/* Without white space at both ends. */
struct report_run report_run_trim(struct report_run run);
bool report_run_is(struct report_run run, const char *text);
/* Takes the first word, and white space around it, off *run; empty at the
 * end. */
struct report_run report_run_word(struct report_run *run);
/* Bytes of white space at `at`: a blank, a tab, a full-width blank; 0: none. */
size_t report_run_blank(struct report_run run, size_t at);
/* The offset of the first of the characters (those of a NUL-terminated list of
 * strings) at or behind `at`, and its length; the run's length if none. */
size_t report_run_find(struct report_run run, size_t at,
                       const char *const *marks, size_t *mark_len);

#endif
