#include "ingest/form_label.h"

#include <stdint.h>
#include <string.h>

#include "platform/fold.h"
#include "platform/macros.h"
#include "platform/utf8.h"

/* What looks alike but for its width, and is no full-width form. */
static const struct {
    uint32_t point;
    const char *as;
} ALIKE[] = {
    {0x3010, "("},  {0x3011, ")"},  {0x3014, "("},  {0x3015, ")"},
    {0x3016, "("},  {0x3017, ")"},  {'[', "("},     {']', ")"},
    {0x2018, "'"},  {0x2019, "'"},  {0x201C, "\""}, {0x201D, "\""},
    {0x300C, "\""}, {0x300D, "\""}, {0x2022, "·"},  {0x2027, "·"},
    {0x30FB, "·"},  {0xFF65, "·"},  {0x2236, ":"},  {0xFF61, "。"},
    {0xFF64, "、"}, {0xB2, "2"},    {0x33A1, "m2"},
};

static const char *alike(uint32_t point)
{
    for (size_t i = 0; i < ARRAY_LEN(ALIKE); i++) {
        if (ALIKE[i].point == point) {
            return ALIKE[i].as;
        }
    }
    return NULL;
}

static void add(struct form_label *out, const char *text, size_t len)
{
    out->cut = out->len + len > FORM_LABEL_MAX;
    if (!out->cut) {
        memcpy(out->text + out->len, text, len);
        out->len += len;
    }
}

/* However many dashes make up a line, it is one. */
static void add_dash(struct form_label *out)
{
    if (out->len == 0 || out->text[out->len - 1] != '-') {
        add(out, "-", 1);
    }
}

static void add_point(struct form_label *out, uint32_t point, const char *text,
                      size_t len)
{
    uint32_t narrow = fold_wide(point);
    const char *as = alike(narrow);
    if (fold_is_space(point) || fold_is_break(point) ||
        fold_is_invisible(point)) {
        return;
    }
    if (fold_is_dash(point)) {
        add_dash(out);
    } else if (as != NULL) {
        add(out, as, strlen(as));
    } else if (narrow < 0x80) {
        char c = (char)narrow;
        add(out, &c, 1);
    } else {
        add(out, text, len);
    }
}

void form_label_fold(struct span text, struct form_label *out)
{
    size_t at = 0;
    out->len = 0;
    out->cut = false;
    while (at < text.len && !out->cut) {
        uint32_t point = 0;
        size_t step = utf8_check(text.data + at, text.len - at);
        if (step == 0) {
            add(out, "?", 1);
            at++;
            continue;
        }
        utf8_next(text.data + at, text.len - at, &point);
        if (point == '\0') {
            add(out, "?", 1);
        } else {
            add_point(out, point, text.data + at, step);
        }
        at += step;
    }
    out->text[out->len] = '\0';
}

bool form_label_same(struct span a, struct span b)
{
    struct form_label left;
    struct form_label right;
    form_label_fold(a, &left);
    form_label_fold(b, &right);
    return left.cut == right.cut && strcmp(left.text, right.text) == 0;
}

void form_label_school(struct span text, struct form_label *out)
{
    static const char *const STAMPS[] = {
        "(盖章)", "(公章)", "(签章)", "(校章)", "(章)", "(盖公章)",
    };
    form_label_fold(text, out);
    for (size_t i = 0; i < ARRAY_LEN(STAMPS); i++) {
        size_t len = strlen(STAMPS[i]);
        if (out->len > len &&
            strcmp(out->text + out->len - len, STAMPS[i]) == 0) {
            out->len -= len;
            out->text[out->len] = '\0';
        }
    }
}

/* --- label and value --- */

/* Bytes of the colon at the front, 0 when there is none. */
static size_t colon_at(const char *text, size_t len)
{
    static const char *const COLONS[] = {":", "：", "∶", "﹕"};
    for (size_t i = 0; i < ARRAY_LEN(COLONS); i++) {
        size_t step = strlen(COLONS[i]);
        if (len >= step && memcmp(text, COLONS[i], step) == 0) {
            return step;
        }
    }
    return 0;
}

static bool begins(struct span text, const char *with)
{
    size_t len = strlen(with);
    return text.len >= len && memcmp(text.data, with, len) == 0;
}

static struct span from(struct span text, size_t at)
{
    return (struct span){text.data + at, text.len - at};
}

/* Bytes of the digit that the text begins with; 0: with none. */
static size_t digit_length(struct span text)
{
    static const char *const DIGITS[] = {"一", "二", "三", "四", "五",
                                         "六", "七", "八", "九", "十"};
    if (text.len > 0 && text.data[0] >= '0' && text.data[0] <= '9') {
        return 1;
    }
    for (size_t i = 0; i < ARRAY_LEN(DIGITS); i++) {
        if (begins(text, DIGITS[i])) {
            return strlen(DIGITS[i]);
        }
    }
    return 0;
}

/* Behind up to three of them; none: the text itself. */
static struct span behind_digits(struct span text)
{
    size_t step = digit_length(text);
    for (int i = 0; i < 3 && step > 0; i++) {
        text = from(text, step);
        step = digit_length(text);
    }
    return text;
}

bool form_label_unnumbered(struct span label, struct span *rest)
{
    static const char *const ENDS[] = {".", "、", ",", ")"};
    bool open = begins(label, "(");
    struct span inside = from(label, open);
    struct span behind = behind_digits(inside);
    *rest = (struct span){NULL, 0};
    for (size_t i = open ? 3 : 0; i < ARRAY_LEN(ENDS); i++) {
        if (behind.len < inside.len && begins(behind, ENDS[i])) {
            *rest = from(behind, strlen(ENDS[i]));
        }
    }
    /* U+2460 to U+2473 */
    if (label.len > 3 && begins(label, "\xE2\x91") &&
        (unsigned char)label.data[2] >= 0xA0 &&
        (unsigned char)label.data[2] <= 0xB3) {
        *rest = from(label, 3);
    }
    return rest->len > 0;
}

bool form_label_split(struct span text, struct span *label, struct span *value)
{
    for (size_t at = 0; at < text.len; at++) {
        size_t step = colon_at(text.data + at, text.len - at);
        if (step > 0) {
            *label = span_trim((struct span){text.data, at});
            *value = span_trim(
                (struct span){text.data + at + step, text.len - at - step});
            return label->len > 0;
        }
    }
    return false;
}
