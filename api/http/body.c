#include "http/body.h"

void body_init(struct http_body *body, int64_t content_length)
{
    *body = (struct http_body){
        .chunked =
            content_length<0, .left = content_length> 0 ? content_length : 0,
    };
}

enum chunked_status body_next(struct http_body *body, struct slice *in,
                              struct slice *run)
{
    if (body->chunked) {
        return chunked_next(&body->chunks, in, run);
    }
    if (body->left == 0) {
        return CHUNKED_END;
    }
    if (in->len == 0) {
        return CHUNKED_MORE;
    }
    size_t len = in->len;
    if ((int64_t)len > body->left) {
        len = (size_t)body->left;
    }
    *run = (struct slice){.data = in->data, .len = len};
    in->data += len;
    in->len -= len;
    body->left -= (int64_t)len;
    return CHUNKED_RUN;
}

bool body_is_over(const struct http_body *body)
{
    return body->chunked ? body->chunks.state == CHUNKED_OVER : body->left == 0;
}

bool body_may_fit(const struct http_body *body, int64_t max)
{
    return body->chunked ? body->chunks.left <= max : body->left <= max;
}
