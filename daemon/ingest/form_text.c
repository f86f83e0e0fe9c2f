#include "ingest/form_text.h"

#include <stdint.h>
#include <string.h>

#include "ingest/form_number.h"
#include "platform/fold.h"
#include "platform/utf8.h"

/* What becomes of a character: the ASCII that stands for it, nothing at all,
 * or itself; or it spoils the text. */
enum fate { FATE_ASCII, FATE_GONE, FATE_STAYS, FATE_SPOILS };

static enum fate fold_point(uint32_t point, char *out, unsigned *seen)
{
    if (fold_is_invisible(point)) {
        *seen |= FORM_NORM_SPACES;
        return FATE_GONE;
    }
    if (fold_is_space(point)) {
        *seen |= point == ' ' ? 0U : FORM_NORM_SPACES;
        *out = ' ';
        return FATE_ASCII;
    }
    if (fold_is_break(point)) {
        *out = '\n';
        return FATE_ASCII;
    }
    if (fold_is_dash(point)) {
        *seen |= point == '-' ? 0U : FORM_NORM_DASH;
        *out = '-';
        return FATE_ASCII;
    }
    if (utf8_control(point)) {
        return FATE_SPOILS;
    }
    uint32_t narrow = fold_wide(point);
    *seen |= narrow == point ? 0U : FORM_NORM_WIDE;
    *out = (char)narrow;
    return narrow < 0x80 ? FATE_ASCII : FATE_STAYS;
}

static bool is_white(char c)
{
    return c == ' ' || c == '\n';
}

static bool add(struct form_text *out, const char *text, size_t len)
{
    if (out->len + len > FORM_TEXT_MAX) {
        return false;
    }
    memcpy(out->data + out->len, text, len);
    out->len += len;
    return true;
}

static bool fold_all(struct span text, struct form_text *out)
{
    size_t at = 0;
    while (at < text.len) {
        size_t step = utf8_check(text.data + at, text.len - at);
        uint32_t point = 0;
        char ascii = '\0';
        if (step == 0) {
            return false;
        }
        utf8_next(text.data + at, text.len - at, &point);
        enum fate fate = fold_point(point, &ascii, &out->seen);
        if (fate == FATE_SPOILS) {
            return false;
        }
        bool leading = out->len == 0 && fate == FATE_ASCII && is_white(ascii);
        if (leading) {
            out->seen |= ascii == ' ' ? FORM_NORM_SPACES : FORM_NORM_BREAK;
        } else if ((fate == FATE_ASCII && !add(out, &ascii, 1)) ||
                   (fate == FATE_STAYS && !add(out, text.data + at, step))) {
            return false;
        }
        at += step;
    }
    return true;
}

static void trim_end(struct form_text *out)
{
    while (out->len > 0 && is_white(out->data[out->len - 1])) {
        out->len--;
        out->seen |=
            out->data[out->len] == ' ' ? FORM_NORM_SPACES : FORM_NORM_BREAK;
    }
    out->data[out->len] = '\0';
}

static void drop_apostrophe(struct form_text *out)
{
    if (out->data[0] == '\'') {
        const char *rest = form_text_skip(out->data + 1);
        out->len -= (size_t)(rest - out->data);
        memmove(out->data, rest, out->len + 1);
        out->seen |= FORM_NORM_APOSTROPHE;
    }
}

bool form_text_fold(struct span text, struct form_text *out)
{
    out->len = 0;
    out->seen = 0;
    out->data[0] = '\0';
    if (!fold_all(text, out)) {
        out->len = 0;
        out->data[0] = '\0';
        return false;
    }
    trim_end(out);
    drop_apostrophe(out);
    return true;
}

bool form_text_starts(const char *text, const char *word)
{
    return strncmp(text, word, strlen(word)) == 0;
}

const char *form_text_skip(const char *text)
{
    while (is_white(*text)) {
        text++;
    }
    return text;
}
