/* Random worlds against a second implementation (succession_vectors.py). */
#include <stdio.h>
#include <string.h>

#include "model/period.h"
#include "model/succession.h"
#include "platform/macros.h"
#include "unit.h"

struct vector_event {
    int world, date;
    enum school_event_kind kind;
    int from, to, weight;
};

struct vector {
    int world, school, year;
    const char *text;
};

#include "succession_vectors.h"

enum { SCHOOLS = 8 };

static struct catalogue *build(int world)
{
    static const struct area ROOT = {.id = 1, .code = "root"};
    struct catalogue *cat = catalogue_new();
    struct error err = {0};
    catalogue_add_area(cat, &ROOT);
    for (int id = 1; id <= SCHOOLS; id++) {
        const char code[] = {(char)('0' + id), '\0'};
        const struct school row = {.id = id, .area = 1, .code = code};
        catalogue_add_school(cat, &row);
    }
    for (size_t i = 0; i < ARRAY_LEN(EVENTS); i++) {
        const struct vector_event *event = &EVENTS[i];
        const struct school_event row = {.id = (int)i + 1,
                                         .date = event->date,
                                         .kind = event->kind,
                                         .from = event->from,
                                         .to = event->to,
                                         .weight = event->weight};
        if (event->world == world) {
            catalogue_add_event(cat, &row);
        }
    }
    ck_assert_msg(catalogue_finish(cat, &err), "%s", err.detail);
    return cat;
}

static void check_shares(const struct catalogue *cat, const struct vector *want)
{
    struct succession_share out[SUCCESSION_MAX_SHARES];
    char text[256] = "";
    size_t len = 0;
    int count =
        succession_shares(cat, want->school, want->year * PERIOD_YEAR, out);
    for (int i = 0; i < count; i++) {
        len += (size_t)snprintf(text + len, sizeof(text) - len, "%s%d:%d",
                                i > 0 ? " " : "", out[i].unit, out[i].weight);
    }
    ck_assert_msg(strcmp(text, want->text) == 0,
                  "world %d, school %d, %d: %s, not %s", want->world,
                  want->school, want->year, text, want->text);
}

static void check_kin(const struct catalogue *cat, const struct vector *want)
{
    int out[SCHOOLS];
    char text[64] = "";
    size_t len = 0;
    int count = succession_kin(cat, want->school, out, SCHOOLS);
    for (int i = 0; i < count; i++) {
        len += (size_t)snprintf(text + len, sizeof(text) - len, "%s%d",
                                i > 0 ? " " : "", out[i]);
    }
    ck_assert_msg(strcmp(text, want->text) == 0,
                  "world %d, kin of %d: %s, not %s", want->world, want->school,
                  text, want->text);
}

START_TEST(agrees_with_the_rule)
{
    struct catalogue *cat = build(_i);
    for (size_t i = 0; i < ARRAY_LEN(SHARES); i++) {
        if (SHARES[i].world == _i) {
            check_shares(cat, &SHARES[i]);
        }
    }
    for (size_t i = 0; i < ARRAY_LEN(KIN); i++) {
        if (KIN[i].world == _i) {
            check_kin(cat, &KIN[i]);
        }
    }
    catalogue_unref(cat);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("succession_worlds");
    TCase *tcase = tcase_create("succession_worlds");
    tcase_add_loop_test(tcase, agrees_with_the_rule, 0, WORLDS);
    suite_add_tcase(suite, tcase);
    return suite;
}
