/* What all small JSON answers have in common. */
#ifndef TVS_OPS_ENVELOPE_H
#define TVS_OPS_ENVELOPE_H

#include <stdbool.h>

#include "formats/json_writer.h"
#include "op.h"
#include "platform/buffer.h"

#define ENVELOPE_JSON "application/json; charset=utf-8"

/* False: the client's Accept has no place for JSON, 406 was sent. */
bool envelope_wants_json(struct op *op);
/* The member "meta", {"revision":..,"generated":..} and, for the demo,
 * "synthetic":true; left open for more members. */
void envelope_begin_meta(struct json_writer *json, const struct op *op);
/*
 * Sends JSON whose ETag cannot be known before its bytes are: they are the
 * key. For answers that are cheap, or that the data revision says nothing
 * about.
 */
void envelope_send(struct op *op, struct buffer *body);

#endif
