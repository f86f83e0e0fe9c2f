#include "report/report_script.h"

#include <stdio.h>
#include <string.h>

#include "platform/check.h"
#include "platform/utf8.h"
#include "report/report_template.h"

#define MARK "\xEF\xBB\xBF"       /* byte order mark */
#define WIDE_BLANK "\xE3\x80\x80" /* U+3000 */

/* --- bytes to lines --- */

static struct report_place place_in(const char *text, size_t offset)
{
    struct report_place place = {1, 1};
    size_t start = 0;
    for (size_t i = 0; i < offset; i++) {
        if (text[i] == '\n') {
            place.line++;
            start = i + 1;
        }
    }
    /* Up to a fault the text is valid. */
    place.column += (int)utf8_count(text + start, offset - start);
    return place;
}

/* Line feeds and tabs are fine. */
static bool is_bad_control(uint32_t point)
{
    return point == 0 ||
           (utf8_control(point) && point != '\n' && point != '\t');
}

static bool check_characters(const struct report_script *source,
                             struct report_faults *faults)
{
    for (size_t at = 0; at < source->len;) {
        uint32_t point = 0;
        size_t step = utf8_check(source->text + at, source->len - at);
        if (step == 0) {
            return report_faults_add(faults, REPORT_FAULT_NOT_UTF8,
                                     place_in(source->text, at), NULL, NULL);
        }
        utf8_next(source->text + at, step, &point);
        if (is_bad_control(point)) {
            return report_faults_add(faults, REPORT_FAULT_CONTROL,
                                     place_in(source->text, at), NULL, NULL);
        }
        at += step;
    }
    return true;
}

/* CR LF, and CR alone, become LF. */
static void take_text(struct report_script *source, const char *text,
                      size_t len)
{
    char *out = arena_alloc(source->arena, len + 1);
    size_t at = 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] != '\r') {
            out[at++] = text[i];
        } else if (i + 1 == len || text[i + 1] != '\n') {
            out[at++] = '\n';
        }
    }
    out[at] = '\0';
    source->text = out;
    source->len = at;
}

static void find_lines(struct report_script *source)
{
    int count = 1;
    for (size_t i = 0; i < source->len; i++) {
        count += source->text[i] == '\n';
    }
    uint32_t *starts =
        arena_alloc(source->arena, (size_t)(count + 1) * sizeof(*starts));
    int line = 0;
    starts[line++] = 0;
    for (size_t i = 0; i < source->len; i++) {
        if (source->text[i] == '\n') {
            starts[line++] = (uint32_t)i + 1;
        }
    }
    starts[line] = (uint32_t)source->len + 1;
    source->starts = starts;
    source->line_count = count;
}

bool report_script_init(struct report_script *source, const char *text,
                        size_t len, struct arena *arena,
                        struct report_faults *faults)
{
    *source = (struct report_script){.arena = arena};
    if (len > REPORT_MAX_TEXT) {
        char most[16];
        snprintf(most, sizeof(most), "%d", REPORT_MAX_TEXT);
        return report_faults_add(faults, REPORT_FAULT_TOO_LONG,
                                 (struct report_place){1, 1}, most, NULL);
    }
    size_t mark = strlen(MARK);
    bool marked = len >= mark && memcmp(text, MARK, mark) == 0;
    take_text(source, marked ? text + mark : text, marked ? len - mark : len);
    find_lines(source);
    return check_characters(source, faults);
}

struct report_place report_script_place(const struct report_script *source,
                                        uint32_t offset)
{
    int low = 0;
    int high = source->line_count - 1;
    while (low < high) {
        int middle = (low + high + 1) / 2;
        if (source->starts[middle] <= offset) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    uint32_t start = source->starts[low];
    return (struct report_place){
        .line = low + 1,
        .column = (int)utf8_count(source->text + start, offset - start) + 1,
    };
}

/* --- runs --- */

struct report_run report_run_cut(struct report_run run, size_t start,
                                 size_t end)
{
    CHECK(start <= end && end <= run.len);
    return (struct report_run){run.text + start, run.from + start, end - start};
}

size_t report_run_blank(struct report_run run, size_t at)
{
    size_t wide = strlen(WIDE_BLANK);
    if (at < run.len && (run.text[at] == ' ' || run.text[at] == '\t')) {
        return 1;
    }
    return run.len - at >= wide && memcmp(run.text + at, WIDE_BLANK, wide) == 0
               ? wide
               : 0;
}

struct report_run report_run_trim(struct report_run run)
{
    size_t start = 0;
    size_t wide = strlen(WIDE_BLANK);
    for (size_t step;
         start < run.len && (step = report_run_blank(run, start)) > 0;) {
        start += step;
    }
    size_t end = run.len;
    while (end > start) {
        if (run.text[end - 1] == ' ' || run.text[end - 1] == '\t') {
            end--;
        } else if (end - start >= wide &&
                   report_run_blank(run, end - wide) == wide) {
            end -= wide;
        } else {
            break;
        }
    }
    return report_run_cut(run, start, end);
}

bool report_run_is(struct report_run run, const char *text)
{
    return strlen(text) == run.len && memcmp(run.text, text, run.len) == 0;
}

struct report_run report_run_word(struct report_run *run)
{
    *run = report_run_trim(*run);
    size_t end = 0;
    while (end < run->len && report_run_blank(*run, end) == 0) {
        end++;
    }
    struct report_run word = report_run_cut(*run, 0, end);
    *run = report_run_trim(report_run_cut(*run, end, run->len));
    return word;
}

size_t report_run_find(struct report_run run, size_t at,
                       const char *const *marks, size_t *mark_len)
{
    for (; at < run.len; at++) {
        for (int i = 0; marks[i] != NULL; i++) {
            size_t len = strlen(marks[i]);
            if (run.len - at >= len &&
                memcmp(run.text + at, marks[i], len) == 0) {
                *mark_len = len;
                return at;
            }
        }
    }
    *mark_len = 0;
    return run.len;
}

/* --- statements --- */

/* A run that grows; it never holds more than the source does. */
struct joiner {
    const struct report_script *source;
    char *text;
    uint32_t *from;
    size_t len;
};

static struct report_run line_run(const struct report_script *source, int line,
                                  uint32_t *from)
{
    uint32_t start = source->starts[line];
    uint32_t end = source->starts[line + 1] - 1;
    for (uint32_t i = start; i <= end; i++) {
        from[i - start] = i;
    }
    return (struct report_run){source->text + start, from, end - start};
}

static bool is_letter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

/* Does the end of a line stand for a blank? Between two words it does; where
 * there are blanks between words, also beside slots and signs, but not where
 * a clause begins, which brings its own. */
static bool is_blank_between(const struct report_script *source, char last,
                             char next)
{
    bool words = is_letter(last) && is_letter(next);
    bool opens = last == '[' || last == '{' || last == '(';
    return words || (source->spaced && !opens &&
                     (is_letter(next) || next == '{' || next == '('));
}

static void join(struct joiner *joiner, struct report_run run)
{
    if (run.len == 0) {
        return;
    }
    size_t len = joiner->len;
    if (len > 0 &&
        is_blank_between(joiner->source, joiner->text[len - 1], run.text[0])) {
        joiner->text[len] = ' ';
        joiner->from[len] = run.from[0];
        joiner->len++;
    }
    memcpy(joiner->text + joiner->len, run.text, run.len);
    memcpy(joiner->from + joiner->len, run.from,
           (run.len + 1) * sizeof(*run.from));
    joiner->len += run.len;
}

/* Room for lines [first, last] and a blank in place of each of their ends. */
static struct joiner joiner_new(const struct report_script *source, int first,
                                int last)
{
    size_t size = source->starts[last + 1] - source->starts[first] + 2;
    struct joiner joiner = {
        .source = source,
        .text = arena_alloc(source->arena, size),
        .from = arena_alloc(source->arena, size * sizeof(*joiner.from)),
    };
    joiner.from[0] = source->starts[first];
    return joiner;
}

static struct report_run joined(const struct joiner *joiner)
{
    return (struct report_run){joiner->text, joiner->from, joiner->len};
}

static struct report_run keep_line(const struct report_script *source, int line)
{
    size_t size = source->starts[line + 1] - source->starts[line] + 1;
    uint32_t *from = arena_alloc(source->arena, size * sizeof(*from));
    return line_run(source, line, from);
}

static bool is_comment(struct report_run line)
{
    struct report_run text = report_run_trim(line);
    return text.len == 0 || text.text[0] == '#';
}

/* The lines from `at` on that go on; returns the one behind them. */
static int take_rest(const struct report_script *source, int at,
                     struct report_run *rest)
{
    int end = at;
    int count = 0;
    for (; end < source->line_count; end++) {
        struct report_run line = {.text = source->text + source->starts[end],
                                  .len = source->starts[end + 1] - 1 -
                                         source->starts[end]};
        if (line.len > 0 && line.text[0] != '#' &&
            report_run_blank(line, 0) == 0) {
            break;
        }
        count++;
    }
    struct joiner joiner = joiner_new(source, at < end ? at : at - 1,
                                      count > 0 ? end - 1 : at - 1);
    for (int line = at; line < end; line++) {
        struct report_run one = keep_line(source, line);
        if (!is_comment(one)) {
            join(&joiner, report_run_trim(one));
        }
    }
    *rest = joined(&joiner);
    return end;
}

bool report_script_next(const struct report_script *source, int *at,
                        struct report_statement *out)
{
    int line = *at;
    struct report_run run = {0};
    for (; line < source->line_count; line++) {
        run = keep_line(source, line);
        if (!is_comment(run)) {
            break;
        }
    }
    if (line == source->line_count) {
        *at = line;
        return false;
    }
    out->first = run;
    out->word = report_run_word(&out->first);
    *at = take_rest(source, line + 1, &out->rest);
    return true;
}

struct report_run report_script_whole(const struct report_script *source,
                                      const struct report_statement *statement)
{
    size_t size = statement->first.len + statement->rest.len + 2;
    struct joiner joiner = {
        .source = source,
        .text = arena_alloc(source->arena, size),
        .from = arena_alloc(source->arena, size * sizeof(*joiner.from)),
    };
    joiner.from[0] = statement->first.from[0];
    join(&joiner, statement->first);
    join(&joiner, statement->rest);
    return joined(&joiner);
}
