#include "ops/data_read_sets.h"

#include "data/data_sets.h"

enum {
    KIND,
    REVISION,
    SLOT,
    COMBO,
    PAIR,
    VALUE,
    BASE,
    FRESH,
    LOST,
    KEPT,
    SUM,
    SHARED,
    UNIDENTIFIED,
    CODE,
    ENTERPRISE
};

/* The statement counts from 1. */
static int index_of(const struct db_result *result, int row, int column)
{
    return (int)db_int(result, row, column) - 1;
}

static struct data_set_spot spot_of(const struct db_result *result, int row)
{
    return (struct data_set_spot){
        .place = index_of(result, row, SLOT),
        .combo = index_of(result, row, COMBO),
        .period = index_of(result, row, PAIR),
    };
}

static void take_set(struct data_sets *sets, const struct db_result *result,
                     int row)
{
    struct data_set set = {
        .value = db_int(result, row, VALUE),
        .base = db_int(result, row, BASE),
        .fresh = db_int(result, row, FRESH),
        .lost = db_int(result, row, LOST),
        .kept = db_int(result, row, KEPT),
        .sum = db_int(result, row, SUM),
        .shared = db_int(result, row, SHARED),
        .unidentified = db_int(result, row, UNIDENTIFIED),
    };
    data_sets_add(sets, spot_of(result, row), &set);
}

static void take_item(struct data_window *window,
                      const struct db_result *result, int row, bool lost)
{
    struct data_set_item item = {
        .lost = lost,
        .code = db_text(result, row, CODE),
        .enterprise = db_text(result, row, ENTERPRISE),
    };
    data_sets_list(window->sets, window->set_list, spot_of(result, row), &item);
}

void data_read_sets_start(struct op *op, const struct data_window *window,
                          op_result_fn *on_result)
{
    const char *asof = window->plan->query->asof;
    const char *params[DATA_SETS_PARAMS + 1];
    data_sets_params(window->sets, params);
    params[DATA_SETS_PARAMS] = asof;
    if (asof != NULL) {
        op_query_try(op, STATEMENT_SETS_READ_ASOF, params, DATA_SETS_PARAMS + 1,
                     on_result);
    } else {
        op_query_try(op, STATEMENT_SETS_READ, params, DATA_SETS_PARAMS,
                     on_result);
    }
}

int64_t data_read_sets_fill(struct data_window *window,
                            const struct db_result *result)
{
    int64_t revision = 0;
    for (int i = 0; i < db_rows(result); i++) {
        switch (*db_text(result, i, KIND)) {
        case 'r':
            revision = db_int(result, i, REVISION);
            window->asof = db_int(result, i, VALUE);
            break;
        case 's':
            data_sets_add_reported(window->sets, spot_of(result, i),
                                   (int)db_int(result, i, VALUE));
            break;
        case 'v':
            take_set(window->sets, result, i);
            break;
        case 'n':
            take_item(window, result, i, false);
            break;
        case 'l':
            take_item(window, result, i, true);
            break;
        default:
            break;
        }
    }
    return revision;
}
