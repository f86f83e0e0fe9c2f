#include "http/negotiate.h"

#include <string.h>

#include "http/bytes.h"

#define FULL_WEIGHT 1000
#define BLANK " \t"

/* "0.5" -> 500; what is not a weight counts as none at all. */
static int parse_weight(const char *text, size_t len)
{
    int weight = 0;
    if (len == 0 || len > 5 || (text[0] != '0' && text[0] != '1') ||
        (len > 1 && text[1] != '.')) {
        return 0;
    }
    for (size_t i = 0, unit = FULL_WEIGHT; i < len; i++) {
        if (i == 1) {
            continue;
        }
        if (text[i] < '0' || text[i] > '9') {
            return 0;
        }
        weight += (text[i] - '0') * (int)unit;
        unit /= 10;
    }
    return weight <= FULL_WEIGHT ? weight : FULL_WEIGHT;
}

/* Reads one `;name=value`; *weight is changed by q only. */
static const char *take_param(const char *at, const char *end, int *weight)
{
    at += 1 + strspn(at + 1, BLANK);
    size_t len = strcspn(at, ";,");
    const char *next = at + len;
    while (len > 0 && strchr(BLANK, at[len - 1]) != NULL) {
        len--;
    }
    if (len >= 2 && bytes_equal(at, 2, "q=")) {
        *weight = parse_weight(at + 2, len - 2);
    }
    return next < end ? next : end;
}

bool negotiate_next(const char **list, struct negotiate_item *item)
{
    const char *at = *list + strspn(*list, BLANK ",");
    const char *end = at + strlen(at);
    if (at == end) {
        return false;
    }
    item->name = at;
    item->len = strcspn(at, ";," BLANK);
    item->weight = FULL_WEIGHT;
    at += strcspn(at, ";,");
    while (at < end && *at == ';') {
        at = take_param(at, end, &item->weight);
    }
    *list = at;
    return true;
}

bool negotiate_gzip(const char *accept_encoding)
{
    struct negotiate_item item;
    const char *list = accept_encoding != NULL ? accept_encoding : "";
    int any = 0;
    while (negotiate_next(&list, &item)) {
        if (bytes_equal(item.name, item.len, "gzip")) {
            return item.weight > 0;
        }
        if (bytes_equal(item.name, item.len, "*")) {
            any = item.weight;
        }
    }
    return any > 0;
}

/* "zh", "zh-Hant-TW"; "*" takes what we would choose ourselves. */
static bool speaks(const struct negotiate_item *item, enum lang lang)
{
    size_t main_len = 0;
    while (main_len < item->len && item->name[main_len] != '-') {
        main_len++;
    }
    return bytes_equal(item->name, main_len, lang == LANG_EN ? "en" : "zh") ||
           (lang == LANG_ZH && bytes_equal(item->name, main_len, "*"));
}

enum lang negotiate_lang(const char *accept_language)
{
    struct negotiate_item item;
    const char *list = accept_language != NULL ? accept_language : "";
    enum lang best = LANG_ZH;
    int weight = 0;
    while (negotiate_next(&list, &item)) {
        if (item.weight <= weight) {
            continue;
        }
        if (speaks(&item, LANG_ZH) || speaks(&item, LANG_EN)) {
            best = speaks(&item, LANG_EN) ? LANG_EN : LANG_ZH;
            weight = item.weight;
        }
    }
    return best;
}
