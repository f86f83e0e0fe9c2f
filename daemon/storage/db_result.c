#include "storage/db_result.h"

#include <stdlib.h>
#include <string.h>

#include "storage/db_pool.h"
#include "storage/db_sqlstate.h"

const char *db_result_state(const PGresult *res)
{
    const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
    return state == NULL ? "" : state;
}

/* The primary message has no newline in it; libpq's own messages may. */
static const char *primary(const PGresult *res)
{
    const char *text = PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY);
    return text == NULL ? PQresultErrorMessage(res) : text;
}

bool db_result_judge(const PGresult *res, struct error *err)
{
    switch (PQresultStatus(res)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
        return true;
    default:
        break;
    }
    const char *state = db_result_state(res);
    return error_detail(err, db_sqlstate_find(state)->fault, "%s %s", state,
                        primary(res));
}

void db_result_broken(const PGconn *pq, struct error *err)
{
    const char *text = PQerrorMessage(pq);
    size_t len = strlen(text);
    while (len > 0 && text[len - 1] == '\n') {
        len--;
    }
    error_detail(err, FAULT_UNAVAILABLE, "%.*s", (int)len, text);
}

int db_rows(const struct db_result *result)
{
    return PQntuples(result->res);
}

bool db_is_null(const struct db_result *result, int row, int column)
{
    return PQgetisnull(result->res, row, column) == 1;
}

const char *db_text(const struct db_result *result, int row, int column)
{
    const char *text = PQgetvalue(result->res, row, column);
    return text == NULL ? "" : text;
}

int db_length(const struct db_result *result, int row, int column)
{
    return PQgetlength(result->res, row, column);
}

/* PostgreSQL's own output, digits and a sign: a read is hundreds of them, and
 * strtoll() asks the locale each time. */
int64_t db_int(const struct db_result *result, int row, int column)
{
    const char *text = db_text(result, row, column);
    bool negative = *text == '-';
    int64_t value = 0;
    for (text += negative; *text >= '0' && *text <= '9'; text++) {
        value = value * 10 - (*text - '0');
    }
    return negative ? value : -value;
}

int64_t db_affected(const struct db_result *result)
{
    /* Empty for statements that touch no rows. */
    return result->res == NULL ? 0
                               : strtoll(PQcmdTuples(result->res), NULL, 10);
}
