/* check-report: what is wrong with templates of reports. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "cli_catalogue.h"
#include "platform/buffer.h"
#include "report/report_lint.h"
#include "report/report_template.h"

bool cli_read_file(const char *path, size_t max, struct buffer *out)
{
    FILE *file = fopen(path, "rb");
    char piece[16384];
    size_t got;
    int code = errno;
    buffer_init(out, max);
    while (file != NULL && (got = fread(piece, 1, sizeof(piece), file)) > 0) {
        buffer_add(out, piece, got);
    }
    bool good = file != NULL && ferror(file) == 0;
    if (file != NULL) {
        code = good ? 0 : errno;
        fclose(file);
    }
    if (good && !out->failed) {
        return true;
    }
    fprintf(stderr, "tvetstatd: could not read %s: %s\n", path,
            good ? "too long" : strerror(code));
    buffer_fini(out);
    return false;
}

/* FILE:LINE:COLUMN: error: words [code] */
static void print_faults(const char *path, const struct report_faults *faults,
                         enum lang lang)
{
    static const char *const KINDS[2][2] = {{"警告", "错误"},
                                            {"warning", "error"}};
    for (int i = 0; i < faults->count; i++) {
        const struct report_fault *fault = &faults->list[i];
        char message[REPORT_FAULT_SIZE];
        report_fault_message(fault, lang, message);
        printf("%s:%d:%d: %s: %s [%s]\n", path, fault->place.line,
               fault->place.column,
               KINDS[lang == LANG_EN][report_fault_is_error(fault->code)],
               message, report_fault_name(fault->code));
    }
    int more = faults->errors + faults->warnings - faults->count;
    if (more > 0) {
        printf(lang == LANG_EN ? "%s: %d more\n" : "%s:另有 %d 处\n", path,
               more);
    }
}

/* False: it has errors, or cannot be read. */
static bool check_file(const char *path, const struct catalogue *cat,
                       enum lang lang)
{
    struct buffer text;
    if (!cli_read_file(path, REPORT_MAX_TEXT + 1, &text)) {
        return false;
    }
    struct arena arena;
    struct report_template template;
    arena_init(&arena);
    struct report_faults *faults = arena_zalloc(&arena, 1, sizeof(*faults));
    report_faults_init(faults, &arena);
    bool good =
        report_template_parse(&template, text.data == NULL ? "" : text.data,
                              text.len, &arena, faults);
    if (good) {
        report_lint(&template, cat, faults);
    }
    report_faults_sort(faults);
    print_faults(path, faults, lang);
    good = faults->errors == 0;
    if (good) {
        printf(lang == LANG_EN ? "%s: ok, %d sentences, %d figures\n"
                               : "%s:正确,%d 个句子,%d 项数据\n",
               path, template.sentence_count, template.figure_count);
    }
    arena_fini(&arena);
    buffer_fini(&text);
    return good;
}

int cli_check_report(const struct cli_args *args)
{
    struct catalogue *cat = NULL;
    bool good = true;
    if (args->catalogue_count > 0) {
        cat = cli_catalogue_read(args->catalogues, args->catalogue_count);
        if (cat == NULL) {
            return CLI_FAILED;
        }
    }
    for (int i = 0; i < args->operand_count; i++) {
        good = check_file(args->operands[i], cat, args->lang) && good;
    }
    if (cat != NULL) {
        catalogue_unref(cat);
    }
    int status = cli_finish();
    return good ? status : CLI_FAILED;
}
