/*
 * Any bytes. What is taken for a right code is one: of the alphabet, closed by
 * its check character, and read again as itself; what is refused is refused
 * for something that can be pointed at.
 */
#include <string.h>

#include "fuzz.h"
#include "model/credit_code.h"
#include "platform/check.h"

static void look_at_right(const struct credit_code *code)
{
    static const char ALPHABET[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    struct credit_code again;
    CHECK(strlen(code->text) == CREDIT_CODE_LEN);
    CHECK(strspn(code->text, ALPHABET) == CREDIT_CODE_LEN);
    CHECK(code->text[CREDIT_CODE_LEN - 1] ==
          credit_code_check_char(code->text));
    CHECK(credit_code_read(code->text, CREDIT_CODE_LEN, &again) ==
          CREDIT_CODE_OK);
    CHECK(strcmp(code->text, again.text) == 0);
    (void)credit_code_inner_fits(code->text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct credit_code code;
    switch (credit_code_read((const char *)data, size, &code)) {
    case CREDIT_CODE_OK:
        look_at_right(&code);
        break;
    case CREDIT_CODE_CHARACTER:
    case CREDIT_CODE_STRUCTURE:
    case CREDIT_CODE_CHECK:
        CHECK(code.position >= 1 && code.position <= CREDIT_CODE_LEN);
        CHECK(code.found > ' ' && code.found < 0x7F);
        break;
    case CREDIT_CODE_LENGTH:
        CHECK(code.length != CREDIT_CODE_LEN);
        break;
    case CREDIT_CODE_NUMBER:
        break;
    }
    CHECK(code.length >= 0 && (size_t)code.length <= size);
    return 0;
}
