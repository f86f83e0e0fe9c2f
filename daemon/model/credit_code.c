#include "model/credit_code.h"

#include <stdint.h>
#include <string.h>

#include "platform/macros.h"
#include "platform/utf8.h"

/* More than any code has, enough to recognise a number in disguise. */
#define FOLDED_MAX 40
#define BODY_LEN (CREDIT_CODE_LEN - 1)
#define MODULUS 31
#define INNER_FIRST 8 /* characters 9 to 16, then their check character */
#define INNER_LEN 8
#define INNER_MODULUS 11
/* A spreadsheet keeps 15 significant digits and fills up with zeros. */
#define SHEET_DIGITS 15

/* Without I, O, Z, S and V; a character's value is its place. */
static const char ALPHABET[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/* 3^(i-1) mod 31 */
static const int WEIGHTS[BODY_LEN] = {1,  3,  9,  27, 19, 26, 16, 17, 20,
                                      29, 25, 13, 8,  24, 10, 30, 28};

static const struct {
    char written, meant;
} MISTAKEN[] = {{'O', '0'}, {'I', '1'}, {'Z', '2'}, {'S', '5'}, {'V', 'U'}};

/* The department that registered it, and which kinds it registers; where the
 * standard was amended often, any. */
static const struct {
    char department;
    const char *kinds; /* NULL: any */
} DEPARTMENTS[] = {
    {'1', "1239"}, {'2', NULL}, {'3', NULL}, {'4', NULL},
    {'5', "1239"}, {'6', NULL}, {'7', NULL}, {'8', NULL},
    {'9', "1239"}, {'A', NULL}, {'N', NULL}, {'Y', "1"},
};

static int value_of(char c)
{
    const char *at = c == '\0' ? NULL : strchr(ALPHABET, c);
    return at == NULL ? -1 : (int)(at - ALPHABET);
}

/* --- as it was meant --- */

static bool is_space(uint32_t point)
{
    return point == ' ' || point == 0xA0 || point == 0x3000 ||
           (point >= 0x2000 && point <= 0x200B) || point == 0xFEFF;
}

static char fold(uint32_t point)
{
    uint32_t narrow =
        point >= 0xFF01 && point <= 0xFF5E ? point - 0xFF01 + '!' : point;
    if (narrow >= 'a' && narrow <= 'z') {
        return (char)(narrow - 'a' + 'A');
    }
    return narrow > ' ' && narrow < 0x7F ? (char)narrow : '?';
}

/* Returns how many characters there are, of which `folded` has the first. */
static int fold_all(const char *text, size_t len, char *folded)
{
    int count = 0;
    size_t at = 0;
    while (at < len) {
        uint32_t point = 0;
        size_t step = utf8_check(text + at, len - at);
        if (step > 0) {
            utf8_next(text + at, len - at, &point);
        }
        at += step > 0 ? step : 1;
        if (is_space(point)) {
            continue;
        }
        if (count < FOLDED_MAX) {
            folded[count] = fold(point);
        }
        count++;
    }
    folded[count < FOLDED_MAX ? count : FOLDED_MAX] = '\0';
    return count;
}

/* --- numbers in disguise --- */

static bool all_in(const char *text, const char *set)
{
    return *text != '\0' && strspn(text, set) == strlen(text);
}

/* 9.14403001922038E+17, 9.14E17, 914403001922038000.0 */
static bool is_written_as_number(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    const char *rest = text + digits;
    bool point = *rest == '.';
    if (digits == 0) {
        return false;
    }
    if (point) {
        rest++;
        rest += strspn(rest, "0123456789");
    }
    if (*rest == '\0') {
        return point;
    }
    if (*rest != 'E' || (!point && digits > 1)) {
        return false;
    }
    rest++;
    rest += *rest == '+';
    return strlen(rest) <= 3 && all_in(rest, "0123456789");
}

/* 914403001922038000: the last three digits are the sheet's. */
static bool has_lost_digits(const char *text, int count)
{
    return count == CREDIT_CODE_LEN && all_in(text, "0123456789") &&
           strspn(text + SHEET_DIGITS, "0") == CREDIT_CODE_LEN - SHEET_DIGITS;
}

/* --- right or wrong --- */

static enum credit_code_verdict refuse(struct credit_code *out,
                                       const char *folded, int at,
                                       enum credit_code_verdict verdict)
{
    out->position = at + 1;
    out->found = folded[at];
    return verdict;
}

static enum credit_code_verdict check_characters(const char *folded,
                                                 struct credit_code *out)
{
    for (int i = 0; i < CREDIT_CODE_LEN; i++) {
        if (value_of(folded[i]) >= 0) {
            continue;
        }
        for (size_t m = 0; m < ARRAY_LEN(MISTAKEN); m++) {
            if (MISTAKEN[m].written == folded[i]) {
                out->meant = MISTAKEN[m].meant;
            }
        }
        return refuse(out, folded, i, CREDIT_CODE_CHARACTER);
    }
    return CREDIT_CODE_OK;
}

static enum credit_code_verdict check_structure(const char *folded,
                                                struct credit_code *out)
{
    size_t row = 0;
    while (row < ARRAY_LEN(DEPARTMENTS) &&
           DEPARTMENTS[row].department != folded[0]) {
        row++;
    }
    if (row == ARRAY_LEN(DEPARTMENTS)) {
        return refuse(out, folded, 0, CREDIT_CODE_STRUCTURE);
    }
    const char *kinds = DEPARTMENTS[row].kinds;
    if (kinds != NULL && strchr(kinds, folded[1]) == NULL) {
        return refuse(out, folded, 1, CREDIT_CODE_STRUCTURE);
    }
    for (int i = 2; i < INNER_FIRST; i++) { /* a code of GB/T 2260 */
        if (folded[i] < '0' || folded[i] > '9') {
            return refuse(out, folded, i, CREDIT_CODE_STRUCTURE);
        }
    }
    return CREDIT_CODE_OK;
}

static enum credit_code_verdict check_last(const char *folded,
                                           struct credit_code *out)
{
    char meant = credit_code_check_char(folded);
    if (folded[BODY_LEN] == meant) {
        return CREDIT_CODE_OK;
    }
    if (has_lost_digits(folded, CREDIT_CODE_LEN)) {
        return CREDIT_CODE_NUMBER;
    }
    out->meant = meant;
    return refuse(out, folded, BODY_LEN, CREDIT_CODE_CHECK);
}

/* The check character comes before the structure: a slip of the pen in the
 * department is told as what it is. */
static enum credit_code_verdict check(const char *folded, int count,
                                      struct credit_code *out)
{
    if (is_written_as_number(folded)) {
        return CREDIT_CODE_NUMBER;
    }
    if (count != CREDIT_CODE_LEN) {
        return CREDIT_CODE_LENGTH;
    }
    enum credit_code_verdict verdict = check_characters(folded, out);
    if (verdict == CREDIT_CODE_OK) {
        verdict = check_last(folded, out);
    }
    return verdict == CREDIT_CODE_OK ? check_structure(folded, out) : verdict;
}

enum credit_code_verdict credit_code_read(const char *text, size_t len,
                                          struct credit_code *out)
{
    char folded[FOLDED_MAX + 1] = "";
    *out = (struct credit_code){0};
    out->length = fold_all(text, len, folded);
    enum credit_code_verdict verdict = check(folded, out->length, out);
    if (verdict == CREDIT_CODE_OK) {
        memcpy(out->text, folded, CREDIT_CODE_SIZE);
    }
    return verdict;
}

/* The standard prints 31 minus the remainder. For the remainder 0 that is 31,
 * which no character stands for: the modulus once more makes it 0. */
char credit_code_check_char(const char *first17)
{
    int sum = 0;
    for (int i = 0; i < BODY_LEN; i++) {
        int value = value_of(first17[i]);
        if (value < 0) {
            return '\0';
        }
        sum += value * WEIGHTS[i];
    }
    return ALPHABET[(MODULUS - sum % MODULUS) % MODULUS];
}

/* --- the organisation code inside --- */

/* Here all letters count: A is 10, Z is 35. */
static int inner_value(char c)
{
    return c <= '9' ? c - '0' : c - 'A' + 10;
}

bool credit_code_inner_fits(const char *code)
{
    static const int INNER_WEIGHTS[INNER_LEN] = {3, 7, 9, 10, 5, 8, 4, 2};
    const char *inner = code + INNER_FIRST;
    int sum = 0;
    for (int i = 0; i < INNER_LEN; i++) {
        sum += inner_value(inner[i]) * INNER_WEIGHTS[i];
    }
    int rest = INNER_MODULUS - sum % INNER_MODULUS;
    char wanted = (char)(rest == 11 ? '0' : '0' + rest);
    return inner[INNER_LEN] == (rest == 10 ? 'X' : wanted);
}
