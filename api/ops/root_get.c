/* GET /: the dashboard for people (HTML), what is here for programs (JSON). */
#include "accept.h"
#include "conditional.h"
#include "http/method.h"
#include "http/request.h"
#include "ops/envelope.h"
#include "ops/ops.h"
#include "router.h"
#include "version.h"
#include "web_reply.h"

#define MAX_BYTES 65536

enum { AS_JSON, AS_HTML };

static void write_json(struct buffer *out)
{
    int count = 0;
    const struct route *table = router_table(&count);
    struct json_writer json;

    json_init(&json, out);
    json_begin_object(&json);
    json_member_string(&json, "name", "tvetstat");
    json_member_string(&json, "version", version_text());
    json_key(&json, "endpoints");
    json_begin_array(&json);
    for (int i = 0; i < count; i++) {
        json_begin_object(&json);
        json_member_string(&json, "method", method_name(table[i].method));
        json_member_string(&json, "path", table[i].pattern);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_end_object(&json);
    buffer_add_char(out, '\n');
}

void op_root(struct op *op)
{
    static const char KEY[] = "root.json";
    static const char *const PARAMS[] = {NULL};
    static const char *const TYPES[] = {
        [AS_JSON] = "application/json", [AS_HTML] = "text/html"};
    struct buffer body;
    int form = accept_best(request_header(op->req, "Accept"), TYPES, 2);

    if (!op_check_params(op, PARAMS)) {
        return;
    }
    if (form < 0) {
        op_fail(op, FAULT_NOT_ACCEPTABLE, NULL, NULL, NULL);
        return;
    }
    if (form == AS_HTML) {
        web_reply_page(op, &WEB_INDEX);
        return;
    }
    if (conditional_check(op, KEY)) {
        return;
    }
    buffer_init(&body, MAX_BYTES);
    write_json(&body);
    conditional_send(op, KEY, ENVELOPE_JSON, &body);
    buffer_fini(&body);
}
