/* What happened to a school: one row of the table school_event. */
#ifndef TVS_MODEL_SCHOOL_EVENT_H
#define TVS_MODEL_SCHOOL_EVENT_H

#include <stdbool.h>
#include <stddef.h>

enum school_event_kind {
    EVENT_MERGE,        /* `from` goes on as, or in, `to` */
    EVENT_SPLIT,        /* `to` continues a part of `from`: one row each */
    EVENT_RENAME,       /* `to` is the new code of `from` */
    EVENT_TRANSFER,     /* `from` moved from area_from to area_to */
    EVENT_CLOSE,        /* of `from` */
    EVENT_OPEN,         /* of `to` */
    EVENT_CHANGE_LEVEL, /* of `from` */
    EVENT_KINDS
};

struct school_event {
    int id;
    int date; /* yyyymmdd: the first day of the new state */
    enum school_event_kind kind;
    int from, to;                      /* schools; 0: none */
    int area_from, area_to;            /* of a transfer; 0 else */
    const char *level_from, *level_to; /* of a change of level; "" else */
    int weight;                        /* of a split, millionths; 0: none */
    const char *note;
    int revision; /* that made it known */
    /* "2018-02-01.merge.0026.0053": unique; made by catalogue_finish(). */
    const char *code;
};

/* As in files and answers: "merge", ..., "change_level". */
const char *school_event_kind_name(enum school_event_kind kind);
/* EVENT_KINDS: no such kind. */
enum school_event_kind school_event_kind_parse(const char *name);
/* Does it hand what `from` reported on to `to`? */
bool school_event_moves(const struct school_event *event);

#endif
