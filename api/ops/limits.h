/* The maxima of the small endpoints; /v1/config tells them to clients. */
#ifndef TVS_OPS_LIMITS_H
#define TVS_OPS_LIMITS_H

#include "model/catalogue.h"

#define LIMITS_LIST_DEFAULT 1000 /* areas, schools on one page */
#define LIMITS_LIST_MAX 5000
#define LIMITS_LIST_WHOLE CATALOGUE_MAX_INDICATORS /* without pages */
#define LIMITS_LIST_BYTES 16777216                 /* of one answer */
#define LIMITS_IMPORTS_DEFAULT 50
#define LIMITS_IMPORTS_MAX 500
#define LIMITS_CHANGES_DEFAULT 1000
#define LIMITS_CHANGES_MAX 2000
#define LIMITS_CHANGES_BYTES 16777216 /* with the longest notes */
#define LIMITS_LINEAGE_DEFAULT 1000
#define LIMITS_LINEAGE_MAX 2000
/* Revisions that are read for one page, one after the other. */
#define LIMITS_REVISIONS_DEFAULT 20
#define LIMITS_REVISIONS_MAX 100
#define LIMITS_PROFILES 1000
#define LIMITS_FORMS 1000
#define LIMITS_EDITIONS 1000 /* drafts: what is published stays for good */
#define LIMITS_EDITIONS_LIST 10000 /* of one answer */
#define LIMITS_DRIFT_IMPORTS 100   /* told of one figure */
#define LIMITS_DOCUMENT_NAME 64
#define LIMITS_ERRORS_PAGE 500 /* rows of errors.csv read at a time */

#endif
