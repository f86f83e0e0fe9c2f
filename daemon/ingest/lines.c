#include "ingest/lines.h"

#include <string.h>

#include "platform/check.h"

void lines_init(struct lines *lines, size_t max)
{
    *lines = (struct lines){.line = 1};
    buffer_init(&lines->carry, max);
}

void lines_fini(struct lines *lines)
{
    buffer_fini(&lines->carry);
}

static const char *find(const char *from, const char *end, char c)
{
    const char *at = from == end ? NULL : memchr(from, c, (size_t)(end - from));
    return at == NULL ? end : at;
}

void lines_add(struct lines *lines, struct span run, bool last)
{
    ASSERT(lines->at == lines->end && !lines->last);
    lines->at = run.len == 0 ? "" : run.data;
    lines->end = lines->at + run.len;
    lines->last = last;
    lines->next_lf = find(lines->at, lines->end, '\n');
    lines->next_cr = find(lines->at, lines->end, '\r');
}

/* Moves past `to`. The positions of the next ends are remembered, so that a
 * file without CR (or without LF) is not searched for it line by line. */
static void advance(struct lines *lines, const char *to)
{
    lines->at = to;
    if (lines->next_lf < to) {
        lines->next_lf = find(to, lines->end, '\n');
    }
    if (lines->next_cr < to) {
        lines->next_cr = find(to, lines->end, '\r');
    }
}

static bool carry_ends_with_cr(const struct lines *lines)
{
    const struct buffer *carry = &lines->carry;
    return carry->len > 0 && carry->data[carry->len - 1] == '\r';
}

/* Behind the end of the current line, or NULL when that is not in the run. */
static const char *line_end(const struct lines *lines)
{
    if (carry_ends_with_cr(lines)) {
        bool pair = lines->at < lines->end && *lines->at == '\n';
        bool known = lines->at < lines->end || lines->last;
        return known ? lines->at + pair : NULL;
    }
    const char *lf = lines->next_lf;
    const char *cr = lines->next_cr;
    if (lf <= cr) {
        return lf == lines->end ? NULL : lf + 1;
    }
    if (cr + 1 == lines->end) {
        return lines->last ? cr + 1 : NULL;
    }
    return cr + 1 + (cr[1] == '\n');
}

static enum lines_result too_long(struct lines *lines, struct span *line,
                                  int *number)
{
    *line = (struct span){lines->carry.data, lines->carry.len};
    *number = lines->line;
    lines->carry_used = true;
    lines->skipping = true;
    lines->carry.failed = false;
    return LINES_TOO_LONG;
}

/* Skips to the end of a line that was too long. False: not in this run. A
 * CRLF that two runs share counts as two lines here, which is why the CR is
 * kept back. */
static bool skip(struct lines *lines)
{
    const char *end = line_end(lines);
    if (end == NULL) {
        const char *to = lines->end;
        if (to > lines->at && to[-1] == '\r') {
            buffer_add_char(&lines->carry, '\r');
        }
        advance(lines, to);
        return false;
    }
    buffer_clear(&lines->carry);
    advance(lines, end);
    lines->line++;
    lines->skipping = false;
    return true;
}

static enum lines_result got(struct lines *lines, struct span *line,
                             int *number)
{
    *number = lines->line++;
    *line = (struct span){lines->carry.data, lines->carry.len};
    lines->carry_used = true;
    return LINES_GOT;
}

/* No end of line in the run: keep the rest, or hand out the last line. */
static enum lines_result run_out(struct lines *lines, struct span *line,
                                 int *number)
{
    size_t rest = (size_t)(lines->end - lines->at);
    buffer_add(&lines->carry, lines->at, rest);
    if (lines->carry.failed) {
        return too_long(lines, line, number);
    }
    advance(lines, lines->end);
    if (lines->last && lines->carry.len > 0) {
        return got(lines, line, number);
    }
    return LINES_MORE;
}

enum lines_result lines_next(struct lines *lines, struct span *line,
                             int *number)
{
    if (lines->carry_used) {
        lines->carry_used = false;
        buffer_clear(&lines->carry);
    }
    if (lines->skipping && !skip(lines)) {
        return LINES_MORE;
    }
    const char *end = line_end(lines);
    if (end == NULL) {
        return run_out(lines, line, number);
    }
    const char *from = lines->at;
    size_t len = (size_t)(end - from);
    if (lines->carry.len > 0) {
        buffer_add(&lines->carry, from, len);
        if (lines->carry.failed) {
            return too_long(lines, line, number);
        }
        advance(lines, end);
        return got(lines, line, number);
    }
    *line = (struct span){from, len};
    *number = lines->line;
    if (len > lines->carry.max) {
        lines->skipping = true;
        return LINES_TOO_LONG;
    }
    lines->line++;
    advance(lines, end);
    return LINES_GOT;
}

struct span lines_bare(struct span line)
{
    while (line.len > 0 && (line.data[line.len - 1] == '\n' ||
                            line.data[line.len - 1] == '\r')) {
        line.len--;
    }
    return line;
}
