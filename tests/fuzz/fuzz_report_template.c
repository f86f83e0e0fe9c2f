/*
 * A template: the first byte says what is known of its figures, the rest is
 * its text. Whatever it is, it is read or refused with faults at places that
 * it has; what was read can be checked, planned and filled, and a sentence has
 * a text or, unless it has nothing to say, names what it lacks.
 */
#include <stdlib.h>
#include <string.h>

#include "../unit/report_world.h"
#include "fuzz.h"
#include "model/period.h"
#include "platform/check.h"
#include "platform/utf8.h"
#include "report/report_lint.h"

static void look_at_faults(const struct report_faults *faults)
{
    char message[REPORT_FAULT_SIZE];
    CHECK(faults->count <= REPORT_MAX_FAULTS);
    CHECK(faults->count <= faults->errors + faults->warnings);
    for (int i = 0; i < faults->count; i++) {
        const struct report_fault *fault = &faults->list[i];
        CHECK(fault->place.line >= 1 && fault->place.column >= 1);
        for (int lang = LANG_ZH; lang <= LANG_EN; lang++) {
            report_fault_message(fault, (enum lang)lang, message);
            CHECK(message[0] != '\0');
            CHECK(utf8_valid(message, strlen(message)));
        }
    }
}

/* Figures of all kinds, by the bits of the choice: missing, suppressed,
 * without a base, with a base of zero, negative, provisional. */
static void set_value(struct report_value *value, unsigned choice, int i,
                      const struct report_source *source)
{
    static const struct report_member MEMBERS[] = {{"1", "甲", {true, 1, 1}},
                                                   {"2", "乙", {false, 0, 1}}};
    choice = (choice + (unsigned)i * 37) % 256;
    *value = (struct report_value){
        .state = (choice & 3) == 0 ? REPORT_MISSING : REPORT_KNOWN,
        .indicator = source->indicator,
        .scale = {.multiplier = 1},
        .value = {true, (int64_t)choice * 1000 - 1000, 1},
        .base = {(choice & 4) == 0, (int64_t)(choice & 24) * 90, 1},
        .has_sets = (choice & 32) != 0,
        .period = source->period,
        .reported = (int)choice,
        .expected = 128,
        .status = (choice & 64) != 0 ? 'P' : 'A',
        .members = MEMBERS,
        .member_count = 2,
    };
    if ((choice & 128) != 0) {
        value->state = REPORT_SUPPRESSED;
    }
    if (source->question < 0) {
        value->state = REPORT_MISSING; /* nobody was asked */
    }
    if (source->indicator != NULL &&
        source->indicator->kind == INDICATOR_RATIO) {
        value->scale.ratio = true;
        value->scale.percent = true;
        value->scale.multiplier = 100;
        value->scale.decimals = 2;
        value->value.den = value->base.den = (int64_t)choice * 1000;
    }
    value->cur = value->value;
}

static void look_at_text(const struct report_text *text)
{
    CHECK(text->title != NULL);
    for (int i = 0; i < text->said_count; i++) {
        const struct report_said *said = &text->said[i];
        CHECK(said->text == NULL || said->text[0] != '\0');
        CHECK(said->text == NULL || utf8_valid(said->text, strlen(said->text)));
        CHECK(said->text == NULL || said->lacking_count == 0);
        for (int j = 0; j < said->printed_count; j++) {
            CHECK(strstr(said->text, said->printed[j].text) != NULL);
        }
    }
    for (int i = 0; i < text->note_count; i++) {
        CHECK(text->notes[i].text[0] != '\0');
    }
}

static void fill(const struct report_template *template,
                 const struct catalogue *cat, unsigned choice,
                 struct arena *arena)
{
    const struct report_context context = {
        .year = 2024, .through = (int)(choice % 12) + 1, .area = "示例市"};
    const struct report_plan *plan =
        report_plan(template, cat, &context, arena);
    struct report_value *values = arena_zalloc(
        arena, (size_t) template->figure_count + 1, sizeof(*values));
    CHECK(plan->question_count <= REPORT_MAX_QUESTIONS);
    for (int i = 0; i < template->figure_count; i++) {
        CHECK(plan->sources[i].question < plan->question_count);
        set_value(&values[i], choice, i, &plan->sources[i]);
    }
    look_at_text(report_fill(template, values, &context, arena));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct report_template template;
    if (size == 0) {
        return 0;
    }
    struct catalogue *cat = report_world_catalogue();
    arena_init(&arena);
    struct report_faults *faults = arena_zalloc(&arena, 1, sizeof(*faults));
    report_faults_init(faults, &arena);
    bool good = report_template_parse(&template, (const char *)data + 1,
                                      size - 1, &arena, faults);
    CHECK(good == (faults->errors == 0));
    if (good) {
        fill(&template, cat, data[0], &arena);
        report_lint(&template, NULL, faults);
        report_lint(&template, cat, faults);
    }
    report_faults_sort(faults);
    look_at_faults(faults);
    arena_fini(&arena);
    catalogue_unref(cat);
    return 0;
}
