#include "http/status.h"

#include <string.h>
#include <time.h>

#include "platform/check.h"
#include "platform/macros.h"

static const struct {
    int status;
    const char *reason;
    const char *zh; /* of faults only */
} reasons[] = {
    {200, "OK", NULL},
    {201, "Created", NULL},
    {202, "Accepted", NULL},
    {204, "No Content", NULL},
    {303, "See Other", NULL},
    {304, "Not Modified", NULL},
    {307, "Temporary Redirect", NULL},
    {308, "Permanent Redirect", NULL},
    {400, "Bad Request", "请求有误"},
    {401, "Unauthorized", "需要登录"},
    {403, "Forbidden", "没有权限"},
    {404, "Not Found", "未找到"},
    {405, "Method Not Allowed", "不支持的方法"},
    {406, "Not Acceptable", "无法提供所要求的格式"},
    {408, "Request Timeout", "请求超时"},
    {409, "Conflict", "与当前状态冲突"},
    {410, "Gone", "已不存在"},
    {412, "Precondition Failed", "前提条件不满足"},
    {413, "Content Too Large", "内容过大"},
    {414, "URI Too Long", "地址过长"},
    {415, "Unsupported Media Type", "不支持的内容类型"},
    {417, "Expectation Failed", "不支持的期望"},
    {422, "Unprocessable Content", "内容无法接受"},
    {428, "Precondition Required", "缺少前提条件"},
    {429, "Too Many Requests", "请求过于频繁"},
    {431, "Request Header Fields Too Large", "请求头过大"},
    {500, "Internal Server Error", "服务器内部错误"},
    {501, "Not Implemented", "未实现"},
    {503, "Service Unavailable", "服务暂时不可用"},
    {504, "Gateway Timeout", "处理超时"},
    {505, "HTTP Version Not Supported", "不支持的 HTTP 版本"},
    {507, "Insufficient Storage", "存储空间不足"},
};

const char *status_reason(int status)
{
    for (size_t i = 0; i < ARRAY_LEN(reasons); i++) {
        if (reasons[i].status == status) {
            return reasons[i].reason;
        }
    }
    return "Unknown";
}

const char *status_title(int status, enum lang lang)
{
    for (size_t i = 0; lang == LANG_ZH && i < ARRAY_LEN(reasons); i++) {
        if (reasons[i].status == status && reasons[i].zh != NULL) {
            return reasons[i].zh;
        }
    }
    return status_reason(status);
}

/* Not strftime(): its names follow the locale. */
void status_date(int64_t wall, char out[STATUS_DATE_SIZE])
{
    static const char days[] = "SunMonTueWedThuFriSat";
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    time_t seconds = (time_t)wall;
    struct tm tm;
    CHECK(gmtime_r(&seconds, &tm) != NULL && tm.tm_year < 10000 - 1900);

    char *at = out;
    const int fields[] = {tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec};
    memcpy(out, "Sun, 00 Jan 0000 00:00:00 GMT", 30);
    memcpy(out, days + 3 * (size_t)tm.tm_wday, 3);
    memcpy(out + 8, months + 3 * (size_t)tm.tm_mon, 3);
    for (int i = 0, year = tm.tm_year + 1900; i < 4; i++, year /= 10) {
        out[15 - i] = (char)('0' + year % 10);
    }
    static const int places[] = {5, 17, 20, 23};
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        at = out + places[i];
        at[0] = (char)('0' + fields[i] / 10);
        at[1] = (char)('0' + fields[i] % 10);
    }
}

struct text {
    char *data;
    size_t len;
};

static void put(struct text *out, const char *text)
{
    size_t len = strlen(text);
    CHECK(out->len + len <= STATUS_HEAD_SIZE);
    memcpy(out->data + out->len, text, len);
    out->len += len;
}

static void put_number(struct text *out, int64_t number)
{
    char digits[24];
    char *at = digits + sizeof(digits) - 1;
    *at = '\0';
    do {
        *--at = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    put(out, at);
}

static bool ends_with(const char *text, size_t len, const char *end)
{
    size_t end_len = strlen(end);
    return len >= end_len && memcmp(text + len - end_len, end, end_len) == 0;
}

static bool is_text(const char *type)
{
    static const char *const endings[] = {"json", "javascript", "/xml", "+xml"};
    size_t len = strcspn(type, ";");
    if (strncmp(type, "text/", 5) == 0) {
        return true;
    }
    for (size_t i = 0; i < ARRAY_LEN(endings); i++) {
        if (ends_with(type, len, endings[i])) {
            return true;
        }
    }
    return false;
}

static void put_type(struct text *out, const char *type)
{
    CHECK(strlen(type) <= STATUS_MAX_TYPE);
    put(out, "Content-Type: ");
    put(out, type);
    if (is_text(type) && strstr(type, "charset=") == NULL) {
        put(out, "; charset=utf-8");
    }
    put(out, "\r\n");
}

static void put_framing(struct text *out, const struct status_facts *facts)
{
    if (facts->framing == STATUS_CHUNKED) {
        put(out, "Transfer-Encoding: chunked\r\n");
    } else if (facts->framing == STATUS_LENGTH) {
        put(out, "Content-Length: ");
        put_number(out, facts->length);
        put(out, "\r\n");
    }
}

size_t status_head(const struct status_facts *facts, char out[STATUS_HEAD_SIZE])
{
    struct text text = {.data = out};
    put(&text, "HTTP/1.1 ");
    put_number(&text, facts->status);
    put(&text, " ");
    put(&text, status_reason(facts->status));
    put(&text, "\r\nDate: ");
    put(&text, facts->date);
    put(&text, "\r\nX-Request-Id: ");
    put(&text, facts->id);
    put(&text, "\r\nX-Content-Type-Options: nosniff\r\n");
    if (facts->type != NULL) {
        put_type(&text, facts->type);
    }
    put_framing(&text, facts);
    if (facts->connection != NULL) {
        put(&text, "Connection: ");
        put(&text, facts->connection);
        put(&text, "\r\n");
    }
    return text.len;
}
