/* What each part does to the change of a rate: within and mix. */
#ifndef TVS_PARTS_MIX_H
#define TVS_PARTS_MIX_H

#include "parts/parts_answer.h"

void parts_mix_write(struct parts_answer *answer, struct buffer *out);

#endif
