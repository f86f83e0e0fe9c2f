#include "storage/db_query.h"

#include "platform/log.h"
#include "storage/db_pool.h"

void db_query_end(struct db_query *query, const struct db_result *result,
                  const struct error *err)
{
    if (err != NULL) {
        LOG(err->fault == FAULT_INTERNAL ? LOG_ERROR : LOG_WARN,
            query->request_id, "db_failed",
            LOG_TEXT("statement", statement_get(query->statement)->name),
            LOG_TEXT("code", fault_code(err->fault)),
            LOG_TEXT("error", err->detail));
    }
    query->done(query, result, err);
}
