/* GET /: what is here, for people (HTML) and for programs (JSON). */
#include "accept.h"
#include "conditional.h"
#include "http/method.h"
#include "http/request.h"
#include "ops/envelope.h"
#include "ops/ops.h"
#include "router.h"
#include "version.h"

#define MAX_BYTES 65536
#define HTML_TYPE "text/html; charset=utf-8"

enum { AS_JSON, AS_HTML };

static bool is_link(const struct route *route)
{
    for (const char *at = route->pattern; *at != '\0'; at++) {
        if (*at == '{') {
            return false;
        }
    }
    return route->method == HTTP_GET;
}

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

/* Patterns hold nothing that HTML would have to escape. */
static void write_html(struct buffer *out)
{
    int count = 0;
    const struct route *table = router_table(&count);

    buffer_printf(out,
                  "<!doctype html>\n<html lang=\"zh\">\n<meta "
                  "charset=\"utf-8\">\n<title>tvetstat %s</title>\n"
                  "<h1>tvetstat</h1>\n<p>职业教育统计服务 / statistics of "
                  "vocational education, version %s</p>\n<ul>\n",
                  version_text(), version_text());
    for (int i = 0; i < count; i++) {
        const char *pattern = table[i].pattern;
        const char *method = method_name(table[i].method);
        if (is_link(&table[i])) {
            buffer_printf(out,
                          "<li>%s <a href=\"%s\"><code>%s</code></a></li>\n",
                          method, pattern, pattern);
        } else {
            buffer_printf(out, "<li>%s <code>%s</code></li>\n", method,
                          pattern);
        }
    }
    buffer_add_str(out, "</ul>\n</html>\n");
}

void op_root(struct op *op)
{
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
    const char *key = form == AS_HTML ? "root.html" : "root.json";
    if (conditional_check(op, key)) {
        return;
    }
    buffer_init(&body, MAX_BYTES);
    form == AS_HTML ? write_html(&body) : write_json(&body);
    conditional_send(op, key, form == AS_HTML ? HTML_TYPE : ENVELOPE_JSON,
                     &body);
    buffer_fini(&body);
}
