#include "storage/db_queue.h"

#include "storage/db_pool.h"
#include "unit.h"

enum { COUNT = 4 };

static void fill(struct db_queue *queue, struct db_query queries[COUNT])
{
    *queue = (struct db_queue){0};
    for (int i = 0; i < COUNT; i++) {
        db_queue_push(queue, &queries[i]);
    }
}

START_TEST(first_in_is_first_out)
{
    struct db_query queries[COUNT];
    struct db_queue queue;
    fill(&queue, queries);
    for (int i = 0; i < COUNT; i++) {
        ck_assert_int_eq(queue.count, COUNT - i);
        ck_assert_ptr_eq(db_queue_pop(&queue), &queries[i]);
    }
    ck_assert_ptr_null(db_queue_pop(&queue));
    ck_assert_int_eq(queue.count, 0);
}
END_TEST

START_TEST(any_place_can_be_left)
{
    struct db_query queries[COUNT];
    struct db_queue queue;
    fill(&queue, queries);
    ck_assert(db_queue_remove(&queue, &queries[_i]));
    ck_assert(!db_queue_remove(&queue, &queries[_i]));
    for (int i = 0; i < COUNT; i++) {
        if (i != _i) {
            ck_assert_ptr_eq(db_queue_pop(&queue), &queries[i]);
        }
    }
    ck_assert_ptr_null(db_queue_pop(&queue));
}
END_TEST

START_TEST(a_queue_that_was_emptied_takes_more)
{
    struct db_query queries[COUNT];
    struct db_queue queue;
    fill(&queue, queries);
    for (int i = COUNT - 1; i >= 0; i--) {
        ck_assert(db_queue_remove(&queue, &queries[i]));
    }
    db_queue_push(&queue, &queries[2]);
    db_queue_push(&queue, &queries[1]);
    ck_assert_ptr_eq(db_queue_pop(&queue), &queries[2]);
    ck_assert_ptr_eq(db_queue_pop(&queue), &queries[1]);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("db_queue");
    TCase *tests = tcase_create("queue");
    tcase_add_test(tests, first_in_is_first_out);
    tcase_add_loop_test(tests, any_place_can_be_left, 0, COUNT);
    tcase_add_test(tests, a_queue_that_was_emptied_takes_more);
    suite_add_tcase(suite, tests);
    return suite;
}
