#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/buffer.h"
#include "platform/macros.h"
#include "report/report_piece.h"
#include "report/report_template.h"
#include "unit.h"

#define HEAD "language zh\ntitle t\nfigure a = ind, span\nfigure b = ind, end\n"
#define HEAD_LINES 4

/* --- reading --- */

static struct arena arena;
static struct report_faults faults;
static struct report_template template;

static void set_up(void)
{
    arena_init(&arena);
    report_faults_init(&faults, &arena);
}

static void tear_down(void)
{
    arena_fini(&arena);
}

static bool parse(const char *text)
{
    return report_template_parse(&template, text, strlen(text), &arena,
                                 &faults);
}

/* A sentence below the usual head. */
static const struct report_body *body_of(const char *text)
{
    char all[8192];
    snprintf(all, sizeof(all), HEAD "sentence S B1\n  %s\n", text);
    ck_assert(parse(all));
    ck_assert_int_eq(template.sentence_count, 1);
    return &template.sentences[0].texts[0];
}

static const struct report_slot *slot_of(const char *text)
{
    const struct report_body *body = body_of(text);
    ck_assert_int_eq(body->count, 1);
    ck_assert_int_eq(body->pieces[0].kind, REPORT_PIECE_SLOT);
    return &body->pieces[0].slot;
}

static void check_fault(const char *text, enum report_fault_code code, int line,
                        int column)
{
    tear_down();
    set_up();
    ck_assert(!parse(text));
    report_faults_sort(&faults);
    ck_assert_int_ge(faults.count, 1);
    ck_assert_str_eq(report_fault_name(faults.list[0].code),
                     report_fault_name(code));
    ck_assert_int_eq(faults.list[0].place.line, line);
    ck_assert_int_eq(faults.list[0].place.column, column);
}

/* A sentence that has a fault, in the column of its line. */
static void check_body_fault(const char *text, enum report_fault_code code,
                             int column)
{
    char all[8192];
    snprintf(all, sizeof(all), HEAD "sentence S B1\n  %s\n", text);
    check_fault(all, code, HEAD_LINES + 2, column + 2);
}

/* A figure that has a fault. */
static void check_figure_fault(const char *text, enum report_fault_code code,
                               int column)
{
    char all[8192];
    snprintf(all, sizeof(all),
             "language zh\ntitle t\nsentence S: x\nfigure %s\n", text);
    check_fault(all, code, 4, column + 7);
}

/* --- files as they come --- */

START_TEST(a_template_in_english_words)
{
    ck_assert(parse("language en\ntitle T\nfigure a = ind, span\n"
                    "section One\nsentence S1 B1\n  It is {a}.\n"));
    ck_assert_int_eq(template.lang, LANG_EN);
    ck_assert_int_eq(template.figure_count, 1);
    ck_assert_str_eq(template.figures[0].name, "a");
    ck_assert_str_eq(template.figures[0].indicator, "ind");
    ck_assert_int_eq(template.figures[0].period, REPORT_SPAN);
    ck_assert_str_eq(template.sentences[0].id, "S1");
    ck_assert_str_eq(template.sentences[0].blank, "B1");
    ck_assert_str_eq(template.sentences[0].section, "One");
    ck_assert_int_eq(template.sentences[0].text_count, 1);
}
END_TEST

START_TEST(a_template_in_chinese_words)
{
    ck_assert(parse("语言 zh\n标题 题\n数据 甲 = ind，本期\n"
                    "章节 一\n句子 S1 B1\n  共{甲：增速}。\n或者 无。\n"));
    ck_assert_int_eq(template.lang, LANG_ZH);
    ck_assert_str_eq(template.figures[0].name, "甲");
    ck_assert_int_eq(template.sentences[0].text_count, 2);
    ck_assert_int_eq(template.sentences[0].texts[0].pieces[1].slot.form,
                     REPORT_CHG);
}
END_TEST

/* Notepad's mark, its line ends, a full-width blank at the start of a line. */
START_TEST(what_notepad_writes)
{
    ck_assert(parse("\xEF\xBB\xBFlanguage zh\r\ntitle t\r\n\r\n"
                    "figure a = ind, span\r\nsentence S B1\r\n"
                    "\xE3\x80\x80共{a}\r\n\t人次。\r\n"));
    const struct report_body *body = &template.sentences[0].texts[0];
    ck_assert_int_eq(body->count, 3);
    ck_assert_str_eq(body->pieces[0].text, "共");
    ck_assert_str_eq(body->pieces[2].text, "人次。");
}
END_TEST

START_TEST(comments_and_empty_lines_say_nothing)
{
    ck_assert(parse("# c\nlanguage zh\n\n  # c\ntitle t\nsentence S B1\n"
                    "  one\n# c\n\n  # c\n  two\n"));
    ck_assert_str_eq(template.sentences[0].texts[0].pieces[0].text, "one two");
}
END_TEST

START_TEST(a_sentence_may_stand_on_one_line)
{
    ck_assert(parse("language zh\ntitle t\nsentence S B1：共，\n  二\n"
                    "sentence T: 三\n"));
    ck_assert_str_eq(template.sentences[0].texts[0].pieces[0].text, "共，二");
    ck_assert_str_eq(template.sentences[0].blank, "B1");
    ck_assert_str_eq(template.sentences[1].texts[0].pieces[0].text, "三");
    ck_assert_str_eq(template.sentences[1].blank, "");
}
END_TEST

static const char *joined(const char *language, const char *text)
{
    char all[1024];
    snprintf(all, sizeof(all), "language %s\ntitle %s\nsentence S: x\n",
             language, text);
    tear_down();
    set_up();
    ck_assert(parse(all));
    return template.title.pieces[0].text;
}

START_TEST(lines_are_joined_as_the_language_is_written)
{
    ck_assert_str_eq(joined("zh", "甲，\n  乙"), "甲，乙");
    ck_assert_str_eq(joined("zh", "12\n  人"), "12人");
    ck_assert_str_eq(joined("zh", "甲,\n  (乙"), "甲,(乙");
    ck_assert_str_eq(joined("en", "one,\n  two"), "one, two");
    ck_assert_str_eq(joined("en", "one\n  (two"), "one (two");
    ck_assert_str_eq(joined("en", "(\n  two"), "(two");
    ck_assert_str_eq(joined("en", "one\n  , two"), "one, two");
}
END_TEST

START_TEST(settings)
{
    ck_assert(parse("language zh\ntitle t\nsentence S: x\n"));
    ck_assert(!template.ten_thousands);
    ck_assert_int_eq(template.flat_pct, 500000);
    ck_assert_int_eq(template.flat_pp, 50000);
    ck_assert(parse("language zh\ntitle t\nsentence S: x\ncounts 万\n"
                    "nearly-flat 1% 0.1个百分点\ncompare matched\n"
                    "figure a = i, span\nfigure b = i, span, all\n"));
    ck_assert(template.ten_thousands);
    ck_assert_int_eq(template.flat_pct, 1000000);
    ck_assert_int_eq(template.flat_pp, 100000);
    ck_assert(template.figures[0].matched);
    ck_assert(!template.figures[1].matched);
}
END_TEST

START_TEST(a_clause_at_the_end_of_a_line_gets_no_blank_from_it)
{
    ck_assert(parse("language en\ntitle t\nsentence S: one[\n  , two][\n"
                    "  three]\n"));
    const struct report_piece *pieces = template.sentences[0].texts[0].pieces;
    ck_assert_str_eq(pieces[0].text, "one");
    ck_assert_str_eq(pieces[1].inner.pieces[0].text, ", two");
    ck_assert_str_eq(pieces[2].inner.pieces[0].text, "three");
}
END_TEST

/* --- figures --- */

START_TEST(attributes_of_a_figure)
{
    ck_assert(parse(
        "language zh\ntitle t\nsentence S: x\n"
        "figure a = ind-1, latest, where d=x|y, 其中 e=z, matched, partial,\n"
        "  target 12.5%, material 1, level sv\nfigure b = i, end, by d\n"
        "figure c = i, end, since-last-year-end\n"));
    const struct report_figure *a = &template.figures[0];
    ck_assert_str_eq(a->indicator, "ind-1");
    ck_assert_int_eq(a->period, REPORT_LATEST);
    ck_assert_int_eq(a->where_count, 2);
    ck_assert_str_eq(a->where[0].dimension, "d");
    ck_assert_int_eq(a->where[0].count, 2);
    ck_assert_str_eq(a->where[0].members[1], "y");
    ck_assert_str_eq(a->where[1].members[0], "z");
    ck_assert(a->matched && a->partial && a->has_target && a->has_material);
    ck_assert_int_eq(a->target, 12500000);
    ck_assert_str_eq(a->level, "sv");
    ck_assert_int_eq(a->material, 1000000);
    ck_assert_str_eq(template.figures[1].by, "d");
    ck_assert(template.figures[2].since_new_year);
    ck_assert_int_eq(a->place.line, 4);
    ck_assert_int_eq(a->place.column, 8);
}
END_TEST

START_TEST(every_period)
{
    static const struct {
        const char *en, *zh;
        enum report_period period;
    } PERIODS[] = {
        {"span", "本期", REPORT_SPAN},
        {"year", "全年", REPORT_YEAR},
        {"latest", "最近时点", REPORT_LATEST},
        {"end", "期末", REPORT_END},
        {"last-year-end", "上年末", REPORT_LAST_YEAR_END},
        {"school-year-ending", "本届", REPORT_SCHOOL_YEAR_ENDING},
        {"school-year-begun", "本学年", REPORT_SCHOOL_YEAR_BEGUN},
    };
    ck_assert_int_eq(ARRAY_LEN(PERIODS), REPORT_PERIODS);
    for (size_t i = 0; i < ARRAY_LEN(PERIODS); i++) {
        char text[256];
        snprintf(text, sizeof(text),
                 "language zh\ntitle t\nsentence S: x\nfigure a = i, %s\n"
                 "figure b = i, %s\n",
                 PERIODS[i].en, PERIODS[i].zh);
        ck_assert(parse(text));
        ck_assert_int_eq(template.figures[0].period, PERIODS[i].period);
        ck_assert_int_eq(template.figures[1].period, PERIODS[i].period);
    }
}
END_TEST

START_TEST(slots_say_what_they_need)
{
    body_of("{a}{b:chg}");
    ck_assert_uint_eq(template.figures[0].needs, REPORT_NEED_VALUE);
    ck_assert_uint_eq(template.figures[1].needs, REPORT_NEED_BASE);
    body_of("{a:new}{b/a}");
    ck_assert_uint_eq(template.figures[0].needs,
                      REPORT_NEED_VALUE | REPORT_NEED_BASE | REPORT_NEED_SETS);
    body_of("{a:numerator}");
    ck_assert_uint_eq(template.figures[0].needs, REPORT_NEED_PARTS);
    ck_assert_uint_eq(template.figures[1].needs, 0);
}
END_TEST

/* Figures may be declared behind the sentences that use them. */
START_TEST(figures_are_known_wherever_they_stand)
{
    ck_assert(parse("language zh\ntitle {a}\nsentence S: {a}\n"
                    "figure a = i, span\n"));
    ck_assert_int_eq(report_template_figure(&template, "a", 1), 0);
    ck_assert_int_eq(report_template_figure(&template, "ab", 2), -1);
}
END_TEST

/* --- slots --- */

START_TEST(a_slot_with_its_format)
{
    const struct report_slot *slot = slot_of("{ a : .1 wan }");
    ck_assert_str_eq(slot->text, "a:.1wan");
    ck_assert_int_eq(slot->form, REPORT_VALUE);
    ck_assert_int_eq(slot->unit, REPORT_WAN);
    ck_assert_int_eq(slot->decimals, 1);
    ck_assert_int_eq(slot_of("{a}")->decimals, -1);
    slot = slot_of("{a: chg verb than the year before}");
    ck_assert_int_eq(slot->form, REPORT_CHG);
    ck_assert(slot->verb);
    ck_assert_str_eq(slot->than, "the year before");
    slot = slot_of("{a：用词 净增/净减/持平}");
    ck_assert_int_eq(slot->form, REPORT_WORDS);
    ck_assert_str_eq(slot->words[0], "净增");
    ck_assert_str_eq(slot->words[2], "持平");
}
END_TEST

START_TEST(a_list_with_a_limit)
{
    ck_assert(parse("language zh\ntitle t\nfigure a = i, end, by d\n"
                    "sentence S: {a:list 3 wan}{a:list}{a:count}\n"));
    const struct report_piece *pieces = template.sentences[0].texts[0].pieces;
    ck_assert_int_eq(pieces[0].slot.most, 3);
    ck_assert_int_eq(pieces[0].slot.unit, REPORT_WAN);
    ck_assert_int_eq(pieces[1].slot.most, 0);
    ck_assert_int_eq(pieces[2].slot.form, REPORT_COUNT);
}
END_TEST

START_TEST(expressions)
{
    const struct report_slot *slot = slot_of("{a + b - a}");
    ck_assert_int_eq(slot->term_count, 3);
    ck_assert(!slot->share);
    ck_assert(!slot->terms[1].minus && slot->terms[2].minus);
    ck_assert_int_eq(slot->terms[1].figure, 1);
    slot = slot_of("{b/a}");
    ck_assert(slot->share);
    ck_assert_int_eq(slot->terms[0].figure, 1);
    ck_assert_int_eq(slot->terms[1].figure, 0);
}
END_TEST

START_TEST(facts_are_slots_without_a_figure)
{
    ck_assert_int_eq(slot_of("{year}")->fact, REPORT_FACT_YEAR);
    ck_assert_int_eq(slot_of("{地区}")->fact, REPORT_FACT_AREA);
    ck_assert_int_eq(slot_of("{asof}")->term_count, 0);
}
END_TEST

/* --- clauses --- */

START_TEST(clauses_hold_clauses)
{
    const struct report_body *body = body_of("x[y{a}[z]]");
    ck_assert_int_eq(body->count, 2);
    const struct report_piece *clause = &body->pieces[1];
    ck_assert_int_eq(clause->kind, REPORT_PIECE_CLAUSE);
    ck_assert_int_eq(clause->when, REPORT_ALWAYS);
    ck_assert_int_eq(clause->inner.count, 3);
    ck_assert_int_eq(clause->inner.pieces[2].inner.count, 1);
}
END_TEST

START_TEST(conditions)
{
    const struct report_piece *clause = body_of("[?part-year: x]")->pieces;
    ck_assert_int_eq(clause->when, REPORT_PART_YEAR);
    ck_assert_str_eq(clause->inner.pieces[0].text, " x");
    clause = body_of("[？全年：x]")->pieces;
    ck_assert_int_eq(clause->when, REPORT_FULL_YEAR);
    ck_assert(parse("language zh\ntitle t\nfigure a = i, end, target 3\n"
                    "sentence S: [?a below-target:x][?a 高于目标:y]\n"));
    clause = template.sentences[0].texts[0].pieces;
    ck_assert_int_eq(clause[0].when, REPORT_BELOW_TARGET);
    ck_assert_int_eq(clause[0].when_figure, 0);
    ck_assert_int_eq(clause[1].when, REPORT_ABOVE_TARGET);
}
END_TEST

START_TEST(a_backslash_makes_a_sign_of_a_sign)
{
    const struct report_body *body = body_of("\\[x\\] \\{y\\} \\\\ \\n");
    ck_assert_int_eq(body->count, 1);
    ck_assert_str_eq(body->pieces[0].text, "[x] {y} \\ \\n");
}
END_TEST

/* --- faults and their places --- */

START_TEST(what_is_wrong_with_a_file)
{
    check_fault("language zh\ntitle t\nsentence S: \xC4\xE3\n",
                REPORT_FAULT_NOT_UTF8, 3, 13);
    check_fault("\xFF\xFEl\0", REPORT_FAULT_NOT_UTF8, 1, 1);
    check_fault("language zh\ntitle \x01\n", REPORT_FAULT_CONTROL, 2, 7);
    check_fault("title t\nsentence S: x\n", REPORT_FAULT_NO_LANGUAGE, 1, 1);
    check_fault("language zh\nsentence S: x\n", REPORT_FAULT_NO_TITLE, 1, 1);
    check_fault("language zh\ntitle t\n", REPORT_FAULT_NO_SENTENCE, 1, 1);
    check_fault("language zh\ntitle t\nsentence S: x\nfigures a = i, span\n",
                REPORT_FAULT_UNKNOWN_STATEMENT, 4, 1);
    check_fault("language fr\ntitle t\nsentence S: x\n", REPORT_FAULT_BAD_VALUE,
                1, 10);
    check_fault("language zh\ntitle t\ntitle u\nsentence S: x\n",
                REPORT_FAULT_REPEATED, 3, 1);
    check_fault("language zh\ntitle t\nsentence S: x\ncounts million\n",
                REPORT_FAULT_BAD_VALUE, 4, 8);
    check_fault("language zh\ntitle t\nsentence S: x\nnearly-flat 1%\n",
                REPORT_FAULT_BAD_VALUE, 4, 15);
    check_fault("language zh\ntitle t\nor x\nsentence S: x\n",
                REPORT_FAULT_STRAY_OR, 3, 1);
    check_fault("language zh\ntitle t\nsentence S\nsentence S: x\n",
                REPORT_FAULT_NO_TEXT, 3, 11);
    check_fault("language zh\ntitle t\nsentence S: x\nsentence S: y\n",
                REPORT_FAULT_REPEATED, 4, 10);
    check_fault("language zh\ntitle t\nsentence S B1 B2: x\n",
                REPORT_FAULT_HEAD, 3, 15);
    check_fault("language zh\ntitle t\nsentence S+: x\n", REPORT_FAULT_BAD_NAME,
                3, 10);
}
END_TEST

START_TEST(what_is_wrong_with_a_figure)
{
    check_figure_fault("a", REPORT_FAULT_BAD_FIGURE, 1);
    check_figure_fault("a = i", REPORT_FAULT_NO_PERIOD, 1);
    check_figure_fault("a+b = i, span", REPORT_FAULT_BAD_NAME, 1);
    check_figure_fault("a = i i, span", REPORT_FAULT_BAD_NAME, 5);
    check_figure_fault("a = i, spam", REPORT_FAULT_UNKNOWN_ATTRIBUTE, 8);
    check_figure_fault("a = i, span, end", REPORT_FAULT_REPEATED, 14);
    check_figure_fault("a = i, span, where d", REPORT_FAULT_BAD_VALUE, 20);
    check_figure_fault("a = i, span, where", REPORT_FAULT_OPERAND, 14);
    check_figure_fault("a = i, span, matched d", REPORT_FAULT_OPERAND, 14);
    check_figure_fault("a = i, span, target x", REPORT_FAULT_BAD_VALUE, 21);
    check_figure_fault("a = i, span, where d=x||y", REPORT_FAULT_BAD_NAME, 24);
}
END_TEST

START_TEST(what_is_wrong_with_a_slot)
{
    check_body_fault("{c}", REPORT_FAULT_UNKNOWN_SLOT, 2);
    check_body_fault("人{a}{c}", REPORT_FAULT_UNKNOWN_SLOT, 6);
    check_body_fault("{a:growth}", REPORT_FAULT_UNKNOWN_FORM, 4);
    check_body_fault("{a:chg pp}", REPORT_FAULT_REPEATED, 8);
    check_body_fault("{a:.9}", REPORT_FAULT_BAD_VALUE, 4);
    check_body_fault("{a:words 增/减}", REPORT_FAULT_BAD_VALUE, 10);
    check_body_fault("{year:wan}", REPORT_FAULT_NO_FORMAT, 7);
    check_body_fault("{a/b/a}", REPORT_FAULT_EXPRESSION, 2);
    check_body_fault("{a+b/a}", REPORT_FAULT_EXPRESSION, 2);
    check_body_fault("{a+b:chg}", REPORT_FAULT_SUM_FORM, 2);
    check_body_fault("{a:list}", REPORT_FAULT_NOT_BY, 2);
    check_body_fault("{}", REPORT_FAULT_BAD_NAME, 2);
    check_body_fault("{a+}", REPORT_FAULT_BAD_NAME, 4);
    check_fault(HEAD "figure m = i, end, by d\nsentence S: {m}\n",
                REPORT_FAULT_BY, 6, 14);
    check_fault("language zh\ntitle t\nfigure year = i, end\nsentence S: x\n",
                REPORT_FAULT_RESERVED, 3, 8);
    check_fault(HEAD "figure a = i, end\nsentence S: x\n",
                REPORT_FAULT_REPEATED, 5, 8);
}
END_TEST

START_TEST(what_is_wrong_with_a_text)
{
    check_body_fault("x{a", REPORT_FAULT_UNCLOSED_SLOT, 2);
    check_body_fault("x{a{b}", REPORT_FAULT_UNCLOSED_SLOT, 2);
    check_body_fault("x[y", REPORT_FAULT_UNCLOSED_CLAUSE, 2);
    check_body_fault("x]", REPORT_FAULT_UNOPENED, 2);
    check_body_fault("x}", REPORT_FAULT_UNOPENED, 2);
    check_body_fault("x｛a｝", REPORT_FAULT_WIDE_SIGN, 2);
    check_body_fault("[?summer: x]", REPORT_FAULT_BAD_CONDITION, 3);
    check_body_fault("[?below-target: x]", REPORT_FAULT_BAD_CONDITION, 3);
    check_body_fault("[?c below-target: x]", REPORT_FAULT_UNKNOWN_SLOT, 3);
    check_body_fault("[?a below-target: x]", REPORT_FAULT_NO_TARGET, 3);
    check_body_fault("[[[[[x]]]]]", REPORT_FAULT_TOO_MANY, 5);
}
END_TEST

START_TEST(all_faults_are_noted_in_the_order_of_the_file)
{
    ck_assert(!parse("language zh\ntitle {x}\nfigure a = i\n"
                     "sentence S: {y}[{z}\n"));
    report_faults_sort(&faults);
    ck_assert_int_eq(faults.count, 5);
    ck_assert_int_eq(faults.errors, 5);
    ck_assert_int_eq(faults.list[0].code, REPORT_FAULT_UNKNOWN_SLOT);
    ck_assert_int_eq(faults.list[1].code, REPORT_FAULT_NO_PERIOD);
    ck_assert_int_eq(faults.list[2].place.column, 14);
    ck_assert_int_eq(faults.list[3].code, REPORT_FAULT_UNCLOSED_CLAUSE);
    ck_assert_int_eq(faults.list[4].code, REPORT_FAULT_UNKNOWN_SLOT);
}
END_TEST

START_TEST(messages_name_what_they_are_about)
{
    char message[REPORT_FAULT_SIZE];
    ck_assert(!parse("language zh\ntitle t\nsentence S: {学生}\n"));
    report_fault_message(&faults.list[0], LANG_ZH, message);
    ck_assert_str_eq(message, "没有名为“学生”的数据;先用“数据”一行声明");
    report_fault_message(&faults.list[0], LANG_EN, message);
    ck_assert_str_eq(message, "there is no figure 学生; declare it first");
}
END_TEST

/* --- maxima --- */

static void check_many(struct buffer *text, enum report_fault_code code)
{
    tear_down();
    set_up();
    ck_assert(!text->failed);
    ck_assert(!report_template_parse(&template, text->data, text->len, &arena,
                                     &faults));
    bool found = false;
    for (int i = 0; i < faults.count; i++) {
        found |= faults.list[i].code == code;
    }
    ck_assert(found);
    buffer_fini(text);
}

static void start(struct buffer *text)
{
    buffer_init(text, 2 * REPORT_MAX_TEXT);
    buffer_add_str(text, HEAD);
}

START_TEST(everything_has_a_maximum)
{
    struct buffer text;
    start(&text);
    for (int i = 0; i <= REPORT_MAX_FIGURES; i++) {
        buffer_printf(&text, "figure x%d = i, span\n", i);
    }
    check_many(&text, REPORT_FAULT_TOO_MANY);
    ck_assert_int_eq(template.figure_count, REPORT_MAX_FIGURES);
    start(&text);
    for (int i = 0; i <= REPORT_MAX_SENTENCES; i++) {
        buffer_printf(&text, "sentence x%d: i\n", i);
    }
    check_many(&text, REPORT_FAULT_TOO_MANY);
    ck_assert_int_eq(template.sentence_count, REPORT_MAX_SENTENCES);
    start(&text);
    buffer_add_str(&text, "sentence S: x\n");
    for (int i = 0; i < REPORT_MAX_TEXTS; i++) {
        buffer_add_str(&text, "or x\n");
    }
    check_many(&text, REPORT_FAULT_TOO_MANY);
    start(&text);
    buffer_add_str(&text, "sentence S: ");
    for (int i = 0; i <= REPORT_MAX_PIECES; i++) {
        buffer_add_str(&text, "{a}");
    }
    check_many(&text, REPORT_FAULT_TOO_MANY);
    start(&text);
    while (text.len <= REPORT_MAX_TEXT) {
        buffer_add_str(&text, "# a comment\n");
    }
    check_many(&text, REPORT_FAULT_TOO_LONG);
    start(&text);
    for (int i = 0; i < 2 * REPORT_MAX_FAULTS; i++) {
        buffer_add_str(&text, "what\n");
    }
    check_many(&text, REPORT_FAULT_UNKNOWN_STATEMENT);
    ck_assert_int_eq(faults.count, REPORT_MAX_FAULTS);
    ck_assert_int_eq(faults.errors, 2 * REPORT_MAX_FAULTS + 1);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("report_template");
    TCase *tcase = tcase_create("report_template");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, a_template_in_english_words);
    tcase_add_test(tcase, a_template_in_chinese_words);
    tcase_add_test(tcase, what_notepad_writes);
    tcase_add_test(tcase, comments_and_empty_lines_say_nothing);
    tcase_add_test(tcase, a_sentence_may_stand_on_one_line);
    tcase_add_test(tcase, lines_are_joined_as_the_language_is_written);
    tcase_add_test(tcase, a_clause_at_the_end_of_a_line_gets_no_blank_from_it);
    tcase_add_test(tcase, settings);
    tcase_add_test(tcase, attributes_of_a_figure);
    tcase_add_test(tcase, every_period);
    tcase_add_test(tcase, slots_say_what_they_need);
    tcase_add_test(tcase, figures_are_known_wherever_they_stand);
    tcase_add_test(tcase, a_slot_with_its_format);
    tcase_add_test(tcase, a_list_with_a_limit);
    tcase_add_test(tcase, expressions);
    tcase_add_test(tcase, facts_are_slots_without_a_figure);
    tcase_add_test(tcase, clauses_hold_clauses);
    tcase_add_test(tcase, conditions);
    tcase_add_test(tcase, a_backslash_makes_a_sign_of_a_sign);
    tcase_add_test(tcase, what_is_wrong_with_a_file);
    tcase_add_test(tcase, what_is_wrong_with_a_figure);
    tcase_add_test(tcase, what_is_wrong_with_a_slot);
    tcase_add_test(tcase, what_is_wrong_with_a_text);
    tcase_add_test(tcase, all_faults_are_noted_in_the_order_of_the_file);
    tcase_add_test(tcase, messages_name_what_they_are_about);
    tcase_add_test(tcase, everything_has_a_maximum);
    suite_add_tcase(suite, tcase);
    return suite;
}
