#include "finding.h"

#define MESSAGE_SIZE 1024

bool finding_is(enum fault fault)
{
    return fault == FAULT_RULE_BROKEN || fault == FAULT_RULE_EXPLAINED ||
           fault == FAULT_RULE_NOTED;
}

void finding_message(char *out, size_t size, const struct finding *found,
                     enum lang lang)
{
    const char *const args[3] = {found->rule, found->text, found->expected};
    fault_message(out, size, found->fault, lang, args);
}

void finding_write(struct json_writer *json, const struct finding *found,
                   enum lang lang)
{
    char message[MESSAGE_SIZE];
    finding_message(message, sizeof(message), found, lang);
    json_member_string(json, "code", fault_code(found->fault));
    json_member_string(json, "message", message);
    json_member_string(json, "rule", found->rule);
    json_member_string(json, "level", found->level);
    json_member_string(json, "subject", found->subject);
    json_member_string(json, "expected", found->expected);
    if (found->explanation != NULL) {
        json_member_string(json, "explanation", found->explanation);
    }
}
