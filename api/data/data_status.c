#include "data/data_status.h"

#include <string.h>

/* Highest precedence first. */
static const char LETTERS[] = "BOMLHQJSDKWIFEPNUVGA";
/* Those that say why there is no value. */
static const char ABSENT[] = "OMLHQK";

unsigned data_status_bit(char letter)
{
    const char *at = letter != '\0' ? strchr(LETTERS, letter) : NULL;
    return at != NULL ? 1U << (at - LETTERS) : 0;
}

char data_status_letter(unsigned set, bool present)
{
    for (int i = 0; LETTERS[i] != '\0'; i++) {
        bool absent = strchr(ABSENT, LETTERS[i]) != NULL;
        if ((set & (1U << i)) != 0 && !(present && absent)) {
            return LETTERS[i];
        }
    }
    return present ? 'A' : 'O';
}
