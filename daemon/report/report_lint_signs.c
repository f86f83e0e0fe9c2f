#include <string.h>

#include "platform/macros.h"
#include "platform/utf8.h"
#include "report/report_lint_impl.h"

static const struct {
    const char *half, *full;
} SIGNS[] = {
    {",", "\xEF\xBC\x8C"}, {";", "\xEF\xBC\x9B"}, {":", "\xEF\xBC\x9A"},
    {"(", "\xEF\xBC\x88"}, {")", "\xEF\xBC\x89"}, {"?", "\xEF\xBC\x9F"},
    {"!", "\xEF\xBC\x81"}, {".", "。"},
};

static void complain(struct report_lint *lint, const struct report_piece *piece,
                     size_t at, enum report_fault_code code, const char *arg0,
                     const char *arg1)
{
    report_faults_add(lint->faults, code, report_lint_place(lint, piece, at),
                      arg0, arg1);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* --- the signs of a language --- */

/* In a Chinese text the signs are wide, but in a number or a word of Latin
 * letters. */
static bool is_in_latin(const char *text, size_t at, size_t len)
{
    bool before = at > 0 && (unsigned char)text[at - 1] < 0x80;
    bool behind =
        (unsigned char)text[at + len] < 0x80 && text[at + len] != '\0';
    return before && behind;
}

static void check_half(struct report_lint *lint,
                       const struct report_piece *piece, size_t at)
{
    for (size_t i = 0; i < ARRAY_LEN(SIGNS); i++) {
        if (piece->text[at] == SIGNS[i].half[0] &&
            !is_in_latin(piece->text, at, 1)) {
            complain(lint, piece, at, REPORT_FAULT_HALF_WIDTH, SIGNS[i].half,
                     SIGNS[i].full);
        }
    }
}

static void check_full(struct report_lint *lint,
                       const struct report_piece *piece, size_t at)
{
    for (size_t i = 0; i < ARRAY_LEN(SIGNS); i++) {
        if (strncmp(piece->text + at, SIGNS[i].full, strlen(SIGNS[i].full)) ==
            0) {
            complain(lint, piece, at, REPORT_FAULT_FULL_WIDTH, SIGNS[i].full,
                     SIGNS[i].half);
        }
    }
}

/* 1-8月, 1~8月: the dash between months is a long one. */
static void check_dash(struct report_lint *lint,
                       const struct report_piece *piece, size_t at)
{
    static const char *const DASHES[] = {"-", "~", "–", "\xEF\xBD\x9E"};
    const char *text = piece->text + at;
    for (size_t i = 0; at > 0 && i < ARRAY_LEN(DASHES); i++) {
        size_t len = strlen(DASHES[i]);
        if (strncmp(text, DASHES[i], len) == 0 && is_digit(text[-1]) &&
            is_digit(text[len])) {
            complain(lint, piece, at, REPORT_FAULT_DASH, DASHES[i], NULL);
            return;
        }
    }
}

/* --- blanks --- */

/* Chinese is written without blanks, above all between number and unit. */
static void check_blanks(struct report_lint *lint, int item)
{
    const struct report_piece *piece = lint->items[item].piece;
    size_t len = strlen(piece->text);
    bool slot_before =
        item > 0 && lint->items[item - 1].piece->kind == REPORT_PIECE_SLOT;
    bool slot_behind = item + 1 < lint->count &&
                       lint->items[item + 1].piece->kind == REPORT_PIECE_SLOT;
    if (len > 0 && piece->text[0] == ' ' && slot_before) {
        complain(lint, piece, 0, REPORT_FAULT_BLANK, NULL, NULL);
    }
    if (len > 1 && piece->text[len - 1] == ' ' && slot_behind) {
        complain(lint, piece, len - 1, REPORT_FAULT_BLANK, NULL, NULL);
    }
    for (size_t i = 1; i + 1 < len; i++) {
        if (piece->text[i] == ' ' && !is_in_latin(piece->text, i, 1)) {
            complain(lint, piece, i, REPORT_FAULT_BLANK, NULL, NULL);
        }
    }
}

/* --- the end --- */

static bool ends_well(const char *text)
{
    static const char *const STOPS[] = {"。", "！", "？", "：", ".", "!", "?"};
    size_t len = strlen(text);
    for (size_t i = 0; i < ARRAY_LEN(STOPS); i++) {
        size_t stop = strlen(STOPS[i]);
        if (len >= stop && strcmp(text + len - stop, STOPS[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void check_end(struct report_lint *lint)
{
    const struct report_piece *last = lint->items[lint->count - 1].piece;
    if (last->kind == REPORT_PIECE_SLOT || !ends_well(last->text)) {
        report_faults_add(lint->faults, REPORT_FAULT_NO_STOP, last->place, NULL,
                          NULL);
    }
}

static void lint_text(struct report_lint *lint, int item)
{
    const struct report_piece *piece = lint->items[item].piece;
    bool chinese = lint->template->lang == LANG_ZH;
    for (size_t at = 0; piece->text[at] != '\0'; at++) {
        if (chinese) {
            check_half(lint, piece, at);
            check_dash(lint, piece, at);
        } else {
            check_full(lint, piece, at);
        }
    }
    if (chinese) {
        check_blanks(lint, item);
    }
}

void report_lint_signs(struct report_lint *lint)
{
    for (int i = 0; i < lint->count; i++) {
        if (lint->items[i].piece->kind == REPORT_PIECE_TEXT) {
            lint_text(lint, i);
        }
    }
    if (lint->sentence && lint->count > 0) {
        check_end(lint);
    }
}
