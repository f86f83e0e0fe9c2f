/* The table of blank tokens as a fresh database has it. */
#ifndef TVS_TESTS_BLANK_FIXTURE_H
#define TVS_TESTS_BLANK_FIXTURE_H

#include "model/blank_token.h"

struct blank_case {
    const char *token;
    bool zero;
    char status;
};

extern const struct blank_case BLANK_CASES[];
extern const size_t BLANK_CASE_COUNT;

/* Sorted; lives as long as the process. */
const struct blank_tokens *blank_fixture(void);

#endif
