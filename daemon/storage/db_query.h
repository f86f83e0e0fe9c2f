/* The end of a query, wherever it ran. */
#ifndef TVS_STORAGE_DB_QUERY_H
#define TVS_STORAGE_DB_QUERY_H

struct db_query;
struct db_result;
struct error;

/* Logs a failure and calls `done`. Exactly one of result and err is NULL. The
 * query may be gone afterwards. */
void db_query_end(struct db_query *query, const struct db_result *result,
                  const struct error *err);

#endif
