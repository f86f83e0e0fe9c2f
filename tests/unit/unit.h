/* Every tests/unit/test_<module>.c defines this; main.c runs it. */
#ifndef TVS_TESTS_UNIT_H
#define TVS_TESTS_UNIT_H

#include <check.h>

Suite *unit_suite(void);

#endif
