/* Each part's contribution to the growth of the whole. */
#ifndef TVS_PARTS_CONTRIBUTION_H
#define TVS_PARTS_CONTRIBUTION_H

#include "parts/parts_answer.h"

void parts_contribution_write(struct parts_answer *answer, struct buffer *out);

#endif
