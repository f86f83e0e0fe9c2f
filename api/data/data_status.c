#include "data/data_status.h"

#include <string.h>

/* Highest precedence first: the lowest bit of a set is the one to show. */
static const char LETTERS[] = "BOMLHQJSDKWIFEPNUVGA";

/* O, M, L, H, Q and K say why there is no value. */
#define ABSENT (1U << 1 | 1U << 2 | 1U << 3 | 1U << 4 | 1U << 5 | 1U << 9)

unsigned data_status_bit(char letter)
{
    const char *at = letter != '\0' ? strchr(LETTERS, letter) : NULL;
    return at != NULL ? 1U << (at - LETTERS) : 0;
}

char data_status_letter(unsigned set, bool present)
{
    if (present) {
        set &= ~ABSENT;
    }
    if (set == 0) {
        return present ? 'A' : 'O';
    }
    return LETTERS[__builtin_ctz(set)];
}
