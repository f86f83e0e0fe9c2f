#include "storage/db_sqlstate.h"

#include <string.h>

#include "platform/macros.h"

/* The first row that fits is taken: codes stand before their class. */
static const struct db_sqlstate STATES[] = {
    {"08", FAULT_UNAVAILABLE, true},       /* connection exception */
    {"22003", FAULT_SUM_TOO_LARGE, false}, /* numeric value out of range */
    {"23505", FAULT_CONFLICT, false},      /* unique violation */
    {"25006", FAULT_UNAVAILABLE, true},    /* read only: find the new primary */
    {"25P03", FAULT_UNAVAILABLE, true},    /* idle in transaction too long */
    {"26000", FAULT_UNAVAILABLE, true},    /* prepared statement is not there */
    {"40001", FAULT_CONTENTION, false},    /* serialization failure */
    {"40P01", FAULT_CONTENTION, false},    /* deadlock */
    {"53100", FAULT_STORAGE_FULL, false},
    {"53300", FAULT_UNAVAILABLE, true}, /* too many connections */
    {"53", FAULT_UNAVAILABLE, false},   /* other resources */
    {"55P03", FAULT_CONTENTION, false}, /* lock not available */
    {"57014", FAULT_TIMEOUT, false},    /* cancelled: statement_timeout */
    {"57P", FAULT_UNAVAILABLE, true},   /* shutdown, crash, starting up */
    {"58", FAULT_UNAVAILABLE, false},   /* the system beneath PostgreSQL */
};

static const struct db_sqlstate BROKEN = {"", FAULT_UNAVAILABLE, false};
static const struct db_sqlstate OTHER = {"", FAULT_INTERNAL, false};

const struct db_sqlstate *db_sqlstate_find(const char *state)
{
    if (state[0] == '\0') {
        return &BROKEN;
    }
    for (size_t i = 0; i < ARRAY_LEN(STATES); i++) {
        if (strncmp(state, STATES[i].prefix, strlen(STATES[i].prefix)) == 0) {
            return &STATES[i];
        }
    }
    return &OTHER;
}
