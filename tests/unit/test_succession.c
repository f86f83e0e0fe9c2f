#include "model/succession.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/period.h"
#include "unit.h"

/* Schools "A" .. "Z" are ids 1 .. 26, in areas 2 (n) and 3 (s, with 4: s1)
 * below the root 1. */
enum { SCHOOLS = 26, NORTH = 2, SOUTH = 3, SOUTH_1 = 4 };

static struct catalogue *cat;
static struct error err;
static int events;

static void set_up(void)
{
    static const struct area AREAS[] = {
        {.id = 1, .parent = 0, .code = "root"},
        {.id = NORTH, .parent = 1, .code = "n"},
        {.id = SOUTH, .parent = 1, .code = "s"},
        {.id = SOUTH_1, .parent = SOUTH, .code = "s1"},
    };
    cat = catalogue_new();
    events = 0;
    for (int i = 0; i < 4; i++) {
        catalogue_add_area(cat, &AREAS[i]);
    }
    for (int id = 1; id <= SCHOOLS; id++) {
        const char code[] = {(char)('A' + id - 1), '\0'};
        const struct school row = {.id = id, .area = NORTH, .code = code};
        catalogue_add_school(cat, &row);
    }
}

static void tear_down(void)
{
    catalogue_unref(cat);
}

static int id_of(char code)
{
    return code - 'A' + 1;
}

static void add(int date, enum school_event_kind kind, char from, char to,
                int weight)
{
    const struct school_event row = {
        .id = ++events,
        .date = date,
        .kind = kind,
        .from = from == '-' ? 0 : id_of(from),
        .to = to == '-' ? 0 : id_of(to),
        .weight = weight,
    };
    catalogue_add_event(cat, &row);
}

static int known; /* the revision of the transfers to come */

static void add_transfer(int date, char school, int from, int to)
{
    const struct school_event row = {
        .id = ++events,
        .date = date,
        .kind = EVENT_TRANSFER,
        .from = id_of(school),
        .area_from = from,
        .area_to = to,
        .revision = known,
    };
    catalogue_add_event(cat, &row);
}

static void finish(void)
{
    ck_assert_msg(catalogue_finish(cat, &err), "%s %s", err.detail,
                  err.args[0]);
}

static int period(const char *text)
{
    int code = 0;
    ck_assert(period_parse(text, strlen(text), &code));
    return code;
}

/* "B:600000 C:400000"; a whole share is the unit's code alone. */
static void shares(char school, const char *when, const char *want)
{
    struct succession_share out[SUCCESSION_MAX_SHARES];
    char text[1024] = "";
    size_t len = 0;
    int sum = 0;
    int count = succession_shares(cat, id_of(school), period(when), out);
    for (int i = 0; i < count; i++) {
        const char *code = catalogue_school_by_id(cat, out[i].unit)->code;
        len += (size_t)snprintf(text + len, sizeof(text) - len, "%s%s",
                                i > 0 ? " " : "", code);
        if (out[i].weight != SUCCESSION_WHOLE) {
            len += (size_t)snprintf(text + len, sizeof(text) - len, ":%d",
                                    out[i].weight);
        }
        sum += out[i].weight;
    }
    ck_assert_int_eq(sum, SUCCESSION_WHOLE);
    ck_assert_msg(strcmp(text, want) == 0, "%c %s: %s, not %s", school, when,
                  text, want);
}

static void kin(char unit, const char *want)
{
    int out[SCHOOLS];
    char text[SCHOOLS + 1] = "";
    int count = succession_kin(cat, id_of(unit), out, SCHOOLS);
    for (int i = 0; i < count; i++) {
        text[i] = (char)('A' + out[i] - 1);
    }
    ck_assert_str_eq(text, want);
}

START_TEST(without_events_each_is_its_own)
{
    finish();
    ck_assert(!succession_any(cat));
    shares('A', "2018AY", "A");
    kin('A', "A");
    size_t count = 9;
    ck_assert_ptr_null(succession_events(cat, &count));
    ck_assert_uint_eq(count, 0);
    const struct school *school = catalogue_school_by_id(cat, 1);
    ck_assert_int_eq(succession_area_on(cat, school, 20180101), NORTH);
    ck_assert(!succession_moved(cat, school));
    ck_assert(!succession_any_moved_in(cat, catalogue_root(cat)));
    ck_assert_ptr_null(succession_event_between(cat, 1, 0, 21991231));
    ck_assert_int_eq(succession_schools_ever_below(cat, catalogue_root(cat)),
                     SCHOOLS);
}
END_TEST

START_TEST(events_that_join_nothing_move_nothing)
{
    add(20180201, EVENT_CLOSE, 'A', '-', 0);
    add(20180201, EVENT_OPEN, '-', 'B', 0);
    add(20180201, EVENT_CHANGE_LEVEL, 'C', '-', 0);
    add_transfer(20180201, 'D', SOUTH, NORTH);
    add(20180201, EVENT_MERGE, 'E', 'E', 0);
    finish();
    ck_assert(!succession_any(cat));
    shares('A', "2010", "A");
    shares('E', "2010", "E");
}
END_TEST

START_TEST(merged_schools_count_for_the_new_one)
{
    add(20180201, EVENT_MERGE, 'A', 'M', 0);
    add(20180201, EVENT_MERGE, 'B', 'M', 0);
    finish();
    ck_assert(succession_any(cat));
    shares('A', "2017AY", "M");
    shares('B', "2017", "M");
    shares('M', "2017", "M");
    shares('C', "2017", "C");
    kin('M', "ABM");
    kin('A', "A");
    kin('C', "C");
}
END_TEST

/* An event moves what was reported for periods that began before its day. */
START_TEST(the_period_decides)
{
    add(20180201, EVENT_MERGE, 'A', 'M', 0);
    finish();
    shares('A', "2018", "M");
    shares('A', "2018M01", "M");
    shares('A', "2018-01-31", "M");
    shares('A', "2018M02", "A");
    shares('A', "2018-02-01", "A");
    shares('A', "2018AY", "A");
}
END_TEST

START_TEST(one_may_take_the_others_in)
{
    add(20180201, EVENT_MERGE, 'A', 'A', 0);
    add(20180201, EVENT_MERGE, 'B', 'A', 0);
    finish();
    shares('A', "2010", "A");
    shares('A', "2020", "A");
    shares('B', "2010", "A");
    kin('A', "AB");
}
END_TEST

START_TEST(a_renamed_school_goes_on)
{
    add(20100901, EVENT_RENAME, 'A', 'B', 0);
    add(20150901, EVENT_RENAME, 'B', 'C', 0);
    finish();
    shares('A', "2009", "C");
    shares('B', "2012", "C");
    /* Reported late, under a code that was void by then. */
    shares('A', "2012", "A");
    kin('C', "ABC");
    kin('B', "B");
}
END_TEST

START_TEST(merges_chain_over_years)
{
    add(20150901, EVENT_MERGE, 'M', 'Z', 0);
    add(20150901, EVENT_MERGE, 'Y', 'Z', 0);
    add(20100901, EVENT_MERGE, 'A', 'M', 0);
    add(20120901, EVENT_MERGE, 'B', 'M', 0);
    finish();
    shares('A', "2009", "Z");
    shares('B', "2011", "Z");
    shares('M', "2011", "Z");
    shares('M', "2015AY", "M");
    shares('Y', "2011", "Z");
    kin('Z', "ABMYZ");
}
END_TEST

START_TEST(a_split_with_weights_is_shared_out)
{
    add(20180901, EVENT_SPLIT, 'A', 'B', 600000);
    add(20180901, EVENT_SPLIT, 'A', 'C', 400000);
    finish();
    shares('A', "2018", "B:600000 C:400000");
    shares('A', "2018AY", "A");
    shares('B', "2018AY", "B");
    shares('B', "2010", "B");
    kin('B', "AB");
    kin('C', "AC");
    kin('A', "A");
}
END_TEST

START_TEST(a_split_may_keep_the_code)
{
    add(20180901, EVENT_SPLIT, 'A', 'A', 700000);
    add(20180901, EVENT_SPLIT, 'A', 'B', 300000);
    finish();
    shares('A', "2017AY", "A:700000 B:300000");
    shares('A', "2018AY", "A");
    shares('B', "2018AY", "B");
    kin('A', "A");
    kin('B', "AB");
}
END_TEST

START_TEST(merged_and_then_split)
{
    add(20100901, EVENT_MERGE, 'A', 'M', 0);
    add(20100901, EVENT_MERGE, 'B', 'M', 0);
    add(20180901, EVENT_SPLIT, 'M', 'C', 333333);
    add(20180901, EVENT_SPLIT, 'M', 'D', 666667);
    finish();
    shares('A', "2009", "C:333333 D:666667");
    shares('M', "2012", "C:333333 D:666667");
    shares('M', "2020", "M");
    kin('C', "ABCM");
}
END_TEST

START_TEST(weights_multiply_along_chains)
{
    add(20100901, EVENT_SPLIT, 'A', 'B', 333333);
    add(20100901, EVENT_SPLIT, 'A', 'C', 666667);
    add(20150901, EVENT_SPLIT, 'B', 'D', 500000);
    add(20150901, EVENT_SPLIT, 'B', 'E', 500000);
    add(20160901, EVENT_SPLIT, 'C', 'E', 100000);
    add(20160901, EVENT_SPLIT, 'C', 'F', 900000);
    finish();
    /* D 166666.5, E 166666.5 + 66666.7 = 233333.2, F 600000.3: the one left
     * over goes to D. */
    shares('A', "2009", "D:166667 E:233333 F:600000");
    shares('B', "2009", "D:500000 E:500000");
    kin('E', "ABCE");
}
END_TEST

START_TEST(equal_remainders_go_by_code)
{
    add(20100901, EVENT_SPLIT, 'A', 'C', 1);
    add(20100901, EVENT_SPLIT, 'A', 'B', 999999);
    add(20150901, EVENT_SPLIT, 'C', 'E', 500000);
    add(20150901, EVENT_SPLIT, 'C', 'D', 500000);
    finish();
    shares('A', "2009", "B:999999 D:1");
}
END_TEST

START_TEST(a_split_without_weights_is_one_unit)
{
    add(20180901, EVENT_SPLIT, 'A', 'B', 0);
    add(20180901, EVENT_SPLIT, 'A', 'C', 0);
    finish();
    ck_assert(succession_any(cat));
    shares('A', "2010", "A");
    shares('B', "2020", "A");
    shares('C', "2020", "A");
    shares('B', "2010", "A");
    kin('A', "ABC");
    kin('B', "B");
}
END_TEST

START_TEST(some_weights_are_none)
{
    add(20180901, EVENT_SPLIT, 'A', 'B', 600000);
    add(20180901, EVENT_SPLIT, 'A', 'C', 0);
    add(20180901, EVENT_SPLIT, 'D', 'E', 600000);
    add(20180901, EVENT_SPLIT, 'D', 'F', 300000);
    add(20180901, EVENT_SPLIT, 'G', 'H', 900000);
    add(20180901, EVENT_SPLIT, 'G', 'I', 900000);
    finish();
    shares('B', "2020", "A");
    shares('E', "2020", "D");
    shares('I', "2020", "G");
}
END_TEST

START_TEST(an_unweighted_split_may_keep_the_code)
{
    add(20180901, EVENT_SPLIT, 'A', 'A', 0);
    add(20180901, EVENT_SPLIT, 'A', 'B', 0);
    finish();
    shares('A', "2010", "A");
    shares('A', "2020", "A");
    shares('B', "2020", "A");
}
END_TEST

/* A's figures hold a part of M's for ever after. */
START_TEST(who_takes_a_part_of_a_unit_joins_it)
{
    add(20100901, EVENT_SPLIT, 'A', 'B', 0);
    add(20100901, EVENT_SPLIT, 'A', 'C', 0);
    add(20150901, EVENT_MERGE, 'B', 'M', 0);
    add(20150901, EVENT_MERGE, 'Y', 'M', 0);
    finish();
    shares('A', "2009", "A");
    shares('B', "2012", "A");
    shares('C', "2012", "A");
    shares('M', "2020", "A");
    shares('Y', "2012", "A");
    kin('A', "ABCMY");
}
END_TEST

/* Weighted, but of an unknown part of A. */
START_TEST(a_part_split_again_stays_in_the_unit)
{
    add(20100901, EVENT_SPLIT, 'A', 'B', 0);
    add(20100901, EVENT_SPLIT, 'A', 'C', 0);
    add(20150901, EVENT_SPLIT, 'C', 'D', 500000);
    add(20150901, EVENT_SPLIT, 'C', 'E', 500000);
    finish();
    shares('A', "2009", "A");
    shares('C', "2012", "A");
    shares('E', "2020", "A");
}
END_TEST

START_TEST(what_came_before_the_split_is_kept_apart)
{
    add(20050901, EVENT_RENAME, 'Z', 'A', 0);
    add(20080901, EVENT_SPLIT, 'A', 'A', 800000);
    add(20080901, EVENT_SPLIT, 'A', 'X', 200000);
    add(20100901, EVENT_SPLIT, 'A', 'B', 0);
    add(20100901, EVENT_SPLIT, 'A', 'C', 0);
    finish();
    shares('Z', "2004", "A:800000 X:200000");
    shares('A', "2006", "A:800000 X:200000");
    shares('A', "2009", "A");
    shares('X', "2012", "X");
    shares('B', "2012", "A");
    kin('X', "AXZ");
}
END_TEST

START_TEST(split_and_united_again)
{
    add(20100901, EVENT_SPLIT, 'A', 'B', 0);
    add(20100901, EVENT_SPLIT, 'A', 'C', 0);
    add(20150901, EVENT_MERGE, 'B', 'M', 0);
    add(20150901, EVENT_MERGE, 'C', 'M', 0);
    finish();
    shares('A', "2009", "M");
    shares('B', "2012", "M");
    shares('M', "2020", "M");
    kin('M', "ABCM");
}
END_TEST

START_TEST(two_units_become_one)
{
    add(20100901, EVENT_SPLIT, 'K', 'L', 0);
    add(20100901, EVENT_SPLIT, 'K', 'M', 0);
    add(20080901, EVENT_SPLIT, 'S', 'T', 0);
    add(20080901, EVENT_SPLIT, 'S', 'U', 0);
    add(20150901, EVENT_MERGE, 'L', 'T', 0);
    finish();
    shares('K', "2009", "S");
    shares('M', "2020", "S");
    shares('U', "2020", "S");
    kin('S', "KLMSTU");
}
END_TEST

START_TEST(a_code_may_come_to_life_again)
{
    add(20100901, EVENT_MERGE, 'A', 'B', 0);
    add(20150901, EVENT_RENAME, 'B', 'A', 0);
    add(20180901, EVENT_MERGE, 'A', 'B', 0);
    finish();
    shares('A', "2009", "B");
    shares('B', "2012", "B");
    shares('A', "2016", "B");
    shares('B', "2020", "B");
    kin('B', "AB");
    kin('A', "A");
}
END_TEST

/* An import refuses it; here it must only end. */
START_TEST(a_swap_on_one_day_ends)
{
    add(20100901, EVENT_RENAME, 'A', 'B', 0);
    add(20100901, EVENT_RENAME, 'B', 'A', 0);
    add(20110901, EVENT_SPLIT, 'C', 'D', 0);
    add(20110901, EVENT_SPLIT, 'D', 'C', 0);
    finish();
    shares('A', "2009", "B");
    shares('B', "2009", "A");
    shares('D', "2009", "C");
}
END_TEST

START_TEST(successors_have_a_maximum)
{
    for (int id = SCHOOLS + 1; id <= SCHOOLS + 60; id++) {
        char code[16];
        snprintf(code, sizeof(code), "x%d", id);
        const struct school row = {.id = id, .area = NORTH, .code = code};
        catalogue_add_school(cat, &row);
        const struct school_event event = {
            .id = ++events,
            .date = 20100901 + (id > SCHOOLS + 30 ? 10000 : 0),
            .kind = EVENT_SPLIT,
            .from = id > SCHOOLS + 30 ? SCHOOLS + 1 : id_of('A'),
            .to = id,
            .weight = id % 30 == 0 ? 1000000 - 29 * 30000 : 30000,
        };
        catalogue_add_event(cat, &event);
    }
    ck_assert(!catalogue_finish(cat, &err));
    ck_assert_int_eq(err.fault, FAULT_TOO_MANY_SUCCESSORS);
    ck_assert_str_eq(err.args[0], "A");
    ck_assert_str_eq(err.args[1], "32");
}
END_TEST

START_TEST(broken_events_are_refused)
{
    add(20100901, EVENT_MERGE, 'A', '-', 0);
    ck_assert(!catalogue_finish(cat, &err));
    ck_assert_int_eq(err.fault, FAULT_INTERNAL);
}
END_TEST

START_TEST(an_unknown_area_is_refused)
{
    add_transfer(20180901, 'A', SOUTH, 9);
    ck_assert(!catalogue_finish(cat, &err));
    ck_assert_int_eq(err.fault, FAULT_INTERNAL);
}
END_TEST

static int area_then(char school, int revision, int area, int day)
{
    return succession_area_known(cat,
                                 catalogue_school_by_id(cat, id_of(school)),
                                 (struct succession_then){revision, area}, day);
}

/* Put in between later, a transfer changes where the next one leads from. */
START_TEST(a_transfer_that_became_known_later)
{
    known = 5;
    add_transfer(20200901, 'A', SOUTH_1, NORTH);
    known = 6;
    add_transfer(20100901, 'A', SOUTH, SOUTH_1);
    finish();
    ck_assert_int_eq(area_then('A', 6, NORTH, 20150101), SOUTH_1);
    ck_assert_int_eq(area_then('A', 6, NORTH, 20050101), SOUTH);
    ck_assert_int_eq(area_then('A', 5, NORTH, 20150101), SOUTH);
    ck_assert_int_eq(area_then('A', 5, NORTH, 20050101), SOUTH);
    ck_assert_int_eq(area_then('A', 5, NORTH, 20210101), NORTH);
    ck_assert_int_eq(area_then('A', 4, SOUTH, 20050101), SOUTH);
}
END_TEST

START_TEST(a_transfer_there_and_back)
{
    known = 6;
    add_transfer(20200901, 'A', SOUTH_1, NORTH);
    known = 5;
    add_transfer(20100901, 'A', NORTH, SOUTH_1);
    finish();
    const struct school *a = catalogue_school_by_id(cat, id_of('A'));
    const struct school *b = catalogue_school_by_id(cat, id_of('B'));
    const struct area *south = catalogue_area_by_id(cat, SOUTH);
    const struct area *north = catalogue_area_by_id(cat, NORTH);
    ck_assert_int_eq(succession_area_on(cat, a, 20100831), NORTH);
    ck_assert_int_eq(succession_area_on(cat, a, 20100901), SOUTH_1);
    ck_assert_int_eq(succession_area_on(cat, a, 20200831), SOUTH_1);
    ck_assert_int_eq(succession_area_on(cat, a, 20200901), NORTH);
    ck_assert_int_eq(succession_area_on(cat, b, 20150101), NORTH);
    /* Before the way back was known, and before a list moved it. */
    ck_assert_int_eq(area_then('A', 5, SOUTH_1, 20210101), SOUTH_1);
    ck_assert_int_eq(area_then('A', 5, SOUTH_1, 20100831), NORTH);
    ck_assert_int_eq(area_then('A', 4, SOUTH, 20150101), SOUTH);
    ck_assert_int_eq(area_then('A', 5, SOUTH, 20150101), SOUTH);
    ck_assert_int_eq(area_then('A', 5, SOUTH, 20100831), NORTH);
    ck_assert_int_eq(area_then('B', 5, SOUTH, 20150101), SOUTH);
    ck_assert(succession_moved(cat, a));
    ck_assert(!succession_moved(cat, b));
    ck_assert(succession_any_moved_in(cat, south));
    ck_assert(succession_any_moved_in(cat, catalogue_root(cat)));
    ck_assert(succession_ever_below(cat, a, south));
    ck_assert(!succession_ever_below(cat, b, south));
    ck_assert_int_eq(succession_schools_ever_below(cat, south), 1);
    ck_assert_int_eq(succession_schools_ever_below(cat, north), SCHOOLS);
    ck_assert(!succession_any(cat));
    shares('A', "2015", "A");
}
END_TEST

START_TEST(an_area_nobody_moved_through)
{
    add_transfer(20100901, 'A', SOUTH, NORTH);
    finish();
    ck_assert(
        !succession_any_moved_in(cat, catalogue_area_by_id(cat, SOUTH_1)));
    ck_assert(succession_any_moved_in(cat, catalogue_area_by_id(cat, NORTH)));
}
END_TEST

static enum school_event_kind between(char school, int from, int to)
{
    const struct school_event *event =
        succession_event_between(cat, id_of(school), from, to);
    return event != NULL ? event->kind : EVENT_KINDS;
}

START_TEST(the_event_that_explains)
{
    add(20180901, EVENT_MERGE, 'A', 'M', 0);
    add(20150901, EVENT_OPEN, '-', 'A', 0);
    add_transfer(20160901, 'A', SOUTH, NORTH);
    add(20200901, EVENT_CHANGE_LEVEL, 'M', '-', 0);
    finish();
    ck_assert_int_eq(between('A', 20150831, 20150901), EVENT_OPEN);
    ck_assert_int_eq(between('A', 20150901, 20160831), EVENT_KINDS);
    ck_assert_int_eq(between('A', 20150901, 20160901), EVENT_TRANSFER);
    ck_assert_int_eq(between('A', 20150831, 20161231), EVENT_OPEN);
    ck_assert_int_eq(between('A', 20150831, 20201231), EVENT_MERGE);
    ck_assert_int_eq(between('M', 20150831, 20181231), EVENT_MERGE);
    ck_assert_int_eq(between('M', 20180901, 20201231), EVENT_CHANGE_LEVEL);
    ck_assert_int_eq(between('M', 20180831, 20201231), EVENT_MERGE);
    ck_assert_int_eq(between('B', 0, 21991231), EVENT_KINDS);
    ck_assert_ptr_null(succession_event_between(cat, 0, 0, 21991231));
    ck_assert_ptr_null(succession_event_between(cat, 999, 0, 21991231));
}
END_TEST

START_TEST(events_stand_by_date)
{
    char note[] = "n";
    const struct school_event row = {
        .id = 7, .date = 20180901, .kind = EVENT_OPEN, .to = 1, .note = note};
    catalogue_add_event(cat, &row);
    note[0] = 'x';
    add(20180901, EVENT_CLOSE, 'B', '-', 0);
    add(20100901, EVENT_OPEN, '-', 'B', 0);
    finish();
    size_t count = 0;
    const struct school_event *const *all = succession_events(cat, &count);
    ck_assert_uint_eq(count, 3);
    ck_assert_int_eq(all[0]->date, 20100901);
    ck_assert_int_eq(all[1]->id, 1);
    ck_assert_str_eq(all[2]->note, "n");
    ck_assert_str_eq(all[2]->level_to, "");
}
END_TEST

START_TEST(kinds_have_names)
{
    for (int kind = 0; kind < EVENT_KINDS; kind++) {
        const char *name = school_event_kind_name((enum school_event_kind)kind);
        ck_assert_int_eq((int)school_event_kind_parse(name), kind);
    }
    ck_assert_int_eq(school_event_kind_parse("Merge"), EVENT_KINDS);
}
END_TEST

START_TEST(a_list_of_kin_may_be_cut)
{
    add(20180201, EVENT_MERGE, 'A', 'M', 0);
    add(20180201, EVENT_MERGE, 'B', 'M', 0);
    finish();
    int out[2] = {0, 0};
    ck_assert_int_eq(succession_kin(cat, id_of('M'), out, 2), 3);
    ck_assert_int_eq(out[0], id_of('A'));
    ck_assert_int_eq(out[1], id_of('B'));
}
END_TEST

/*
 * The same by walking forward: what one school reported, day after day, as
 * fractions that nobody rounds; equal to within the rounding of each step.
 */
enum { WALK_SCHOOLS = 12, WALK_DAYS = 6 };

static struct school_event walked[WALK_DAYS * WALK_SCHOOLS];
static int walked_count;

static void walk_event(int date, int from, int to, int weight)
{
    struct school_event *event = &walked[walked_count++];
    *event = (struct school_event){
        .id = ++events,
        .date = date,
        .kind = weight == SUCCESSION_WHOLE ? EVENT_MERGE : EVENT_SPLIT,
        .from = from,
        .to = to,
        .weight = weight == SUCCESSION_WHOLE ? 0 : weight,
    };
    catalogue_add_event(cat, event);
}

static void walk_day(int date)
{
    for (int from = 1; from <= WALK_SCHOOLS; from++) {
        int to = 1 + (int)(random() % WALK_SCHOOLS);
        int other = 1 + (int)(random() % WALK_SCHOOLS);
        int weight = 1 + (int)(random() % (SUCCESSION_WHOLE - 1));
        if (random() % 3 > 0) {
            continue;
        }
        if (to == other) {
            walk_event(date, from, to, SUCCESSION_WHOLE);
        } else {
            walk_event(date, from, to, weight);
            walk_event(date, from, other, SUCCESSION_WHOLE - weight);
        }
    }
}

static void walk(int school, int began, double *parts)
{
    memset(parts, 0, (WALK_SCHOOLS + 1) * sizeof(*parts));
    parts[school] = 1;
    for (int year = 2001; year <= 2000 + WALK_DAYS; year++) {
        double next[WALK_SCHOOLS + 1];
        bool moves[WALK_SCHOOLS + 1] = {false};
        memcpy(next, parts, sizeof(next));
        for (int i = 0; i < walked_count; i++) {
            const struct school_event *event = &walked[i];
            if (event->date / 10000 != year || event->date <= began) {
                continue;
            }
            if (!moves[event->from]) {
                moves[event->from] = true;
                next[event->from] -= parts[event->from];
            }
            next[event->to] +=
                parts[event->from] *
                (event->weight == 0 ? 1
                                    : event->weight / (double)SUCCESSION_WHOLE);
        }
        memcpy(parts, next, sizeof(next));
    }
}

static void agrees(int school, int year)
{
    struct succession_share out[SUCCESSION_MAX_SHARES];
    double parts[WALK_SCHOOLS + 1];
    walk(school, year * 10000 + 101, parts);
    int count = succession_shares(cat, school, year * PERIOD_YEAR, out);
    int sum = 0;
    for (int i = 0; i < count; i++) {
        double part = parts[out[i].unit] * SUCCESSION_WHOLE;
        ck_assert(part - out[i].weight < WALK_DAYS &&
                  out[i].weight - part < WALK_DAYS);
        parts[out[i].unit] = 0;
        sum += out[i].weight;
    }
    ck_assert_int_eq(sum, SUCCESSION_WHOLE);
    for (int unit = 1; unit <= WALK_SCHOOLS; unit++) {
        ck_assert(parts[unit] * SUCCESSION_WHOLE < WALK_DAYS);
    }
}

START_TEST(agrees_with_walking)
{
    srandom((unsigned)_i + 1);
    walked_count = 0;
    for (int year = 2001; year <= 2000 + WALK_DAYS; year++) {
        walk_day(year * 10000 + 901);
    }
    finish();
    for (int school = 1; school <= WALK_SCHOOLS; school++) {
        for (int year = 2000; year <= 2001 + WALK_DAYS; year++) {
            agrees(school, year);
        }
    }
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("succession");
    TCase *tcase = tcase_create("succession");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, without_events_each_is_its_own);
    tcase_add_test(tcase, events_that_join_nothing_move_nothing);
    tcase_add_test(tcase, merged_schools_count_for_the_new_one);
    tcase_add_test(tcase, the_period_decides);
    tcase_add_test(tcase, one_may_take_the_others_in);
    tcase_add_test(tcase, a_renamed_school_goes_on);
    tcase_add_test(tcase, merges_chain_over_years);
    tcase_add_test(tcase, a_split_with_weights_is_shared_out);
    tcase_add_test(tcase, a_split_may_keep_the_code);
    tcase_add_test(tcase, merged_and_then_split);
    tcase_add_test(tcase, weights_multiply_along_chains);
    tcase_add_test(tcase, equal_remainders_go_by_code);
    tcase_add_test(tcase, a_split_without_weights_is_one_unit);
    tcase_add_test(tcase, some_weights_are_none);
    tcase_add_test(tcase, an_unweighted_split_may_keep_the_code);
    tcase_add_test(tcase, who_takes_a_part_of_a_unit_joins_it);
    tcase_add_test(tcase, a_part_split_again_stays_in_the_unit);
    tcase_add_test(tcase, what_came_before_the_split_is_kept_apart);
    tcase_add_test(tcase, split_and_united_again);
    tcase_add_test(tcase, two_units_become_one);
    tcase_add_test(tcase, a_code_may_come_to_life_again);
    tcase_add_test(tcase, a_swap_on_one_day_ends);
    tcase_add_test(tcase, successors_have_a_maximum);
    tcase_add_test(tcase, broken_events_are_refused);
    tcase_add_test(tcase, an_unknown_area_is_refused);
    tcase_add_test(tcase, a_transfer_that_became_known_later);
    tcase_add_test(tcase, a_transfer_there_and_back);
    tcase_add_test(tcase, an_area_nobody_moved_through);
    tcase_add_test(tcase, the_event_that_explains);
    tcase_add_test(tcase, events_stand_by_date);
    tcase_add_test(tcase, kinds_have_names);
    tcase_add_test(tcase, a_list_of_kin_may_be_cut);
    tcase_add_loop_test(tcase, agrees_with_walking, 0, 200);
    suite_add_tcase(suite, tcase);
    return suite;
}
