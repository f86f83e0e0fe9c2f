#include "ingest/form_layout.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/form_label.h"
#include "ingest/status.h"
#include "platform/check.h"
#include "platform/macros.h"

#define DEFAULT_HEADER_ROWS 3

/* NULL: a form that does not say has no such thing. */
static const struct {
    const char *name;
    const char *text;
} PATTERNS[FORM_PATTERN_COUNT] = {
    [FORM_SHEETS] = {"sheets", NULL},
    [FORM_SCHOOL] = {"school",
                     "(标识码|学校代码|机构代码):?([A-Za-z0-9_-]{1,32})$"},
    [FORM_SCHOOL_NAME] =
        {"school_name",
         "^(填报单位|填报学校|学校名称|学校\\(机构\\)名称|单位名称)"
         "(\\([^)]*\\))?:(.+)$"},
    [FORM_PERIOD] = {"period",
                     "^(统计期间|统计时间|统计时期|报告期|报告期间|报表期间"
                     "|期间|所属期|所属时期|填报期间|数据期间):(.+)$"},
    /* 计 alone and behind a place only: 会计 and 设计 are majors. */
    [FORM_SUBTOTAL] = {"subtotal",
                       "((小|合|总|共)计(数)?|小结|^(计|总数|总和|汇总|累计"
                       "|全(省|市|县|区|州))|(县|区|市)计"
                       "|^(Sub|Grand)?-?[Tt]otal|^TOTAL)(\\([^)]*\\))?:?$"},
    [FORM_GRAND] = {"grand", "((合|总|共)计(数)?|^(计|总数|总和|汇总|累计"
                             "|全(省|市|县|区|州)计?)"
                             "|^(Grand)?-?[Tt]otal|^TOTAL)(\\([^)]*\\))?:?$"},
    /* #REF! and its like are no parts. */
    [FORM_PART] = {"part", "^(其中|#([^A-Z]|$))"},
    [FORM_FOOTER] = {"footer",
                     "^((单位|统计|学校)?负责人|校长|(填表|填报|制表|经办|审核"
                     "|联系)人|联系电话|(填报|填表|报出|报送)(日期|时间)"
                     "|(数据|资料)来源|(填报|填表)?说明|注)"
                     "(签字|签章)?[0-9]*(\\([^)]*\\))?[:.、]"},
    [FORM_CONTINUED] = {"continued", "(续表|\\(续[^)]*\\)$)"},
    [FORM_SECTION] = {"section", NULL},
};

/* --- reading --- */

static bool read_pattern(struct profile_read *read,
                         const struct profile_item *item, void *target)
{
    struct form_layout *layout = target;
    const char *name = json_name(item->value);
    size_t at = 0;
    while (strcmp(PATTERNS[at].name, name) != 0) {
        at++;
    }
    return profile_read_pattern(read, item, &layout->patterns[at]);
}

static bool read_title(struct profile_read *read,
                       const struct profile_item *item, void *target)
{
    struct form_layout *layout = target;
    return profile_read_text(read, item, &layout->title);
}

static bool read_header_rows(struct profile_read *read,
                             const struct profile_item *item, void *target)
{
    struct form_layout *layout = target;
    return profile_read_int(read, item, 1, FORM_MAX_HEADER_ROWS,
                            &layout->header_rows);
}

static bool read_section_count(struct profile_read *read,
                               const struct profile_item *item, void *target)
{
    struct form_layout *layout = target;
    return profile_read_int(read, item, 1, PATTERN_GROUPS - 1,
                            &layout->section_count);
}

static bool read_blanks(struct profile_read *read,
                        const struct profile_item *item, void *target)
{
    struct form_layout *layout = target;
    int choice = 0;
    bool good = profile_read_choice(read, item, "missing|nothing", &choice);
    layout->skip_blanks = choice == 1;
    return good;
}

static bool read_basis(struct profile_read *read,
                       const struct profile_item *item, void *target)
{
    struct form_layout *layout = target;
    int choice = 0;
    bool good = profile_read_choice(read, item, "month|ytd", &choice);
    layout->basis = choice == 1 ? FORM_BASIS_YTD : FORM_BASIS_MONTH;
    return good;
}

static const struct profile_key LAYOUT_KEYS[] = {
    {"title", read_title},
    {"header_rows", read_header_rows},
    {"sheets", read_pattern},
    {"school", read_pattern},
    {"school_name", read_pattern},
    {"period", read_pattern},
    {"subtotal", read_pattern},
    {"grand", read_pattern},
    {"part", read_pattern},
    {"footer", read_pattern},
    {"continued", read_pattern},
    {"section", read_pattern},
    {"section_count", read_section_count},
    {"blanks", read_blanks},
    {"basis", read_basis},
    {NULL, NULL},
};

static void add_defaults(struct form_layout *layout)
{
    char why[128];
    for (int i = 0; i < FORM_PATTERN_COUNT; i++) {
        if (layout->patterns[i] == NULL && PATTERNS[i].text != NULL) {
            layout->patterns[i] =
                pattern_new(PATTERNS[i].text, why, sizeof(why));
            CHECK(layout->patterns[i] != NULL);
        }
    }
}

struct form_layout *form_layout_read(struct profile_read *read,
                                     const struct profile_item *item)
{
    struct form_layout *layout = calloc(1, sizeof(*layout));
    CHECK(layout != NULL);
    layout->header_rows = DEFAULT_HEADER_ROWS;
    layout->basis = FORM_BASIS_MONTH;
    if (!profile_read_object(read, item, LAYOUT_KEYS, layout)) {
        form_layout_fini(layout);
        return NULL;
    }
    add_defaults(layout);
    return layout;
}

void form_layout_fini(struct form_layout *layout)
{
    if (layout == NULL) {
        return;
    }
    for (int i = 0; i < FORM_PATTERN_COUNT; i++) {
        pattern_free(layout->patterns[i]);
    }
    free(layout);
}

/* --- the whole form --- */

/* Cells are folded before they are looked up, so the map is, too. */
static void fold_map(struct profile_read *read, struct rewrite *rewrite)
{
    struct rewrite_entry *entries =
        arena_zalloc(read->arena, rewrite->map_count + 1, sizeof(*entries));
    for (size_t i = 0; i < rewrite->map_count; i++) {
        struct form_label label;
        form_label_fold(rewrite->map[i].from, &label);
        entries[i].from.data = arena_copy(read->arena, label.text, label.len);
        entries[i].from.len = label.len;
        entries[i].to = rewrite->map[i].to;
    }
    rewrite->map = entries;
}

static bool is_virtual(const char *header)
{
    return header != NULL && header[0] == FORM_VIRTUAL;
}

static bool is_known_virtual(const char *header)
{
    return strcmp(header, FORM_VIRTUAL_ROW) == 0 ||
           strcmp(header, FORM_VIRTUAL_SECTION) == 0 ||
           strcmp(header, FORM_VIRTUAL_SHEET) == 0;
}

static void check_column(struct profile_read *read,
                         const struct profile_column *column)
{
    if (is_virtual(column->header) && !is_known_virtual(column->header)) {
        profile_read_fault(read, column->header,
                           "must be @row, @section or @sheet");
    }
}

void form_layout_token(char status, bool zero, char out[FORM_TOKEN_SIZE])
{
    out[0] = '\x1e';
    out[1] = status;
    out[2] = zero ? '0' : '\0';
    out[3] = '\0';
}

static void add_token(struct profile_read *read, struct profile *profile,
                      char status, bool zero)
{
    char text[FORM_TOKEN_SIZE];
    form_layout_token(status, zero, text);
    if (status_fits(status, zero)) {
        CHECK(profile->token_count < PROFILE_MAX_TOKENS);
        profile->tokens[profile->token_count++] = (struct profile_token){
            .text = span_of(arena_dup(read->arena, text)),
            .value = span_of(zero ? "0" : NULL),
            .status = status,
        };
    }
}

static void add_tokens(struct profile_read *read, struct profile *profile)
{
    static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    for (const char *at = LETTERS; *at != '\0'; at++) {
        char status = '\0';
        if (status_parse((struct span){at, 1}, &status)) {
            add_token(read, profile, status, false);
            add_token(read, profile, status, true);
        }
    }
}

static bool uses(const struct profile *profile, enum profile_as as)
{
    for (int i = 0; i < profile->column_count; i++) {
        if (profile->columns[i].as == as) {
            return true;
        }
    }
    for (int i = 0; i < profile->constant_count; i++) {
        if (strcmp(profile->constants[i].name, profile_as_name(as)) == 0) {
            return true;
        }
    }
    return false;
}

/* A period in a row may be one that begins in January: "1—8月". */
static void add_basis(struct profile *profile)
{
    if (uses(profile, AS_PERIOD) && !uses(profile, AS_BASIS) &&
        profile->column_count < PROFILE_MAX_COLUMNS) {
        profile->columns[profile->column_count++] = (struct profile_column){
            .header = FORM_VIRTUAL_BASIS,
            .as = AS_BASIS,
        };
    }
}

void form_layout_finish(struct profile_read *read, struct profile *profile)
{
    int real = 0;
    if (profile->form_layout == NULL) {
        profile_read_fault(read, "layout", "a form needs one");
        return;
    }
    for (int i = 0; i < profile->column_count; i++) {
        struct profile_column *column = &profile->columns[i];
        check_column(read, column);
        real += !is_virtual(column->header);
        if (column->as < AS_VALUE && column->rewrite.map != NULL) {
            fold_map(read, &column->rewrite);
        }
    }
    if (real == 0) {
        profile_read_fault(read, "columns", "none has a heading in the sheet");
    }
    if (profile->token_count > 0) {
        profile_read_fault(read, "tokens", "forms go by the blank tokens");
    }
    if (profile->skip_count > 0 || profile->stop_at != NULL) {
        profile_read_fault(read, "layout",
                           "says which rows are data; skip_rows and stop_at "
                           "are for profiles");
    }
    if (read->fault_count == 0) {
        add_tokens(read, profile);
        add_basis(profile);
    }
}

bool form_layout_matches(const struct form_layout *layout,
                         enum form_pattern pattern, struct span label)
{
    return layout->patterns[pattern] != NULL &&
           pattern_matches(layout->patterns[pattern], label);
}

struct span form_layout_pick(const struct form_layout *layout,
                             enum form_pattern pattern, struct span label)
{
    struct span groups[PATTERN_GROUPS];
    struct span picked = span_of(NULL);
    if (layout->patterns[pattern] == NULL ||
        !pattern_match(layout->patterns[pattern], label, groups)) {
        return picked;
    }
    for (int i = 0; i < PATTERN_GROUPS; i++) {
        if (groups[i].data != NULL) {
            picked = groups[i];
        }
    }
    return picked;
}
