#include "blank_fixture.h"

#include <string.h>

#include "platform/check.h"
#include "platform/macros.h"

const struct blank_case BLANK_CASES[] = {
    {"", false, 'O'},       {"暂无", false, 'L'},   {"待定", false, 'L'},
    {"待统计", false, 'L'}, {"统计中", false, 'L'}, {"未统计", false, 'L'},
    {"无", true, 'A'},      {"没有", true, 'A'},    {"零", true, 'A'},
    {"未开展", true, 'A'},  {"—", false, 'M'},      {"–", false, 'M'},
    {"-", false, 'M'},      {"--", false, 'M'},     {"――", false, 'M'},
    {"/", false, 'M'},      {"／", false, 'M'},     {"\\", false, 'M'},
    {"不适用", false, 'M'}, {"×", false, 'M'},      {"N/A", false, 'M'},
    {"…", true, 'N'},       {"...", true, 'N'},     {"*", false, 'Q'},
    {"**", false, 'Q'},     {"保密", false, 'Q'},   {"?", false, 'O'},
    {"？", false, 'O'},     {"不详", false, 'O'},   {"不清楚", false, 'O'},
};
const size_t BLANK_CASE_COUNT = ARRAY_LEN(BLANK_CASES);

const struct blank_tokens *blank_fixture(void)
{
    static char keys[ARRAY_LEN(BLANK_CASES)][BLANK_TOKEN_KEY_SIZE];
    static struct blank_token rows[ARRAY_LEN(BLANK_CASES)];
    static struct blank_tokens tokens;
    if (tokens.count > 0) {
        return &tokens;
    }
    for (size_t i = 0; i < BLANK_CASE_COUNT; i++) {
        const struct blank_case *row = &BLANK_CASES[i];
        CHECK(blank_token_key(row->token, strlen(row->token), keys[i]));
        rows[i] = (struct blank_token){
            .token = row->token,
            .key = keys[i],
            .zero = row->zero,
            .status = row->status,
            .meaning_zh = "",
            .meaning_en = "",
            .log = row->zero && row->status == 'A' ? "zero_from_word" : "",
        };
    }
    blank_tokens_sort(&tokens, rows, BLANK_CASE_COUNT);
    return &tokens;
}
