#include "workbook/package.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <zip.h>

#include "workbook/workbook_limits.h"
#include "workbook/zip_layout.h"

struct package_entry {
    char name[PACKAGE_MAX_NAME];
    zip_uint64_t index;
};

struct package {
    zip_t *zip;
    struct package_entry *entries; /* by name */
    size_t count;
    int64_t inflated; /* bytes so far, of all parts */
};

static bool zip_fail(struct error *err, const char *what, zip_error_t *why)
{
    int code = zip_error_code_zip(why);
    if (code == ZIP_ER_MEMORY) {
        return workbook_too_many(err, "bytes of memory", SANDBOX_MAX_MEMORY);
    }
    return workbook_unreadable(err, "%s: %s", what, zip_error_strerror(why));
}

/* --- names --- */

/* Some writers use backslashes, some put a slash in front. */
static bool normalise(char out[PACKAGE_MAX_NAME], const char *name)
{
    size_t at = 0;
    for (name += name[0] == '/' || name[0] == '\\'; *name != '\0'; name++) {
        if (at == PACKAGE_MAX_NAME - 1) {
            return false;
        }
        out[at++] = *name == '\\' ? '/' : *name;
    }
    out[at] = '\0';
    return true;
}

static int compare(const void *a, const void *b)
{
    const struct package_entry *x = a, *y = b;
    return strcasecmp(x->name, y->name);
}

static bool list(struct package *package, struct error *err)
{
    for (size_t i = 0; i < package->count; i++) {
        struct package_entry *entry = &package->entries[i];
        const char *name = zip_get_name(package->zip, i, ZIP_FL_ENC_RAW);
        if (name == NULL || !normalise(entry->name, name)) {
            return workbook_too_many(err, "bytes in a name", PACKAGE_MAX_NAME);
        }
        entry->index = i;
    }
    qsort(package->entries, package->count, sizeof(*package->entries), compare);
    for (size_t i = 1; i < package->count; i++) {
        if (compare(&package->entries[i - 1], &package->entries[i]) == 0) {
            return workbook_unreadable(err, "a part stands twice");
        }
    }
    return true;
}

static const struct package_entry *find(const struct package *package,
                                        const char *name)
{
    struct package_entry key = {.index = 0};
    return normalise(key.name, name)
               ? bsearch(&key, package->entries, package->count,
                         sizeof(*package->entries), compare)
               : NULL;
}

bool package_has(const struct package *package, const char *name)
{
    return find(package, name) != NULL;
}

bool package_has_under(const struct package *package, const char *folder)
{
    size_t len = strlen(folder);
    for (size_t i = 0; i < package->count; i++) {
        const char *name = package->entries[i].name;
        if (strncasecmp(name, folder, len) == 0 && name[len] == '/' &&
            name[len + 1] != '\0') {
            return true;
        }
    }
    return false;
}

bool package_has_named(const struct package *package, const char *base)
{
    for (size_t i = 0; i < package->count; i++) {
        const char *slash = strrchr(package->entries[i].name, '/');
        const char *name = slash != NULL ? slash + 1 : package->entries[i].name;
        if (strcasecmp(name, base) == 0) {
            return true;
        }
    }
    return false;
}

/* --- open and close --- */

static zip_t *open_archive(const void *data, size_t len, struct error *err)
{
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *source = zip_source_buffer_create(data, len, 0, &why);
    zip_t *zip =
        source == NULL
            ? NULL
            : zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &why);
    if (zip == NULL) {
        zip_fail(err, "could not open the archive", &why);
        zip_source_free(source);
    }
    zip_error_fini(&why);
    return zip;
}

struct package *package_open(const void *data, size_t len, struct error *err)
{
    if (!zip_layout_check(data, len, err)) {
        return NULL;
    }
    zip_t *zip = open_archive(data, len, err);
    if (zip == NULL) {
        return NULL;
    }
    struct package *package = calloc(1, sizeof(*package));
    size_t count = (size_t)zip_get_num_entries(zip, 0);
    struct package_entry *entries = calloc(count + 1, sizeof(*entries));
    if (package == NULL || entries == NULL) {
        workbook_too_many(err, "bytes of memory", SANDBOX_MAX_MEMORY);
        free(package);
        free(entries);
        zip_discard(zip);
        return NULL;
    }
    *package = (struct package){.zip = zip, .entries = entries, .count = count};
    if (!list(package, err)) {
        package_close(package);
        return NULL;
    }
    return package;
}

void package_close(struct package *package)
{
    if (package != NULL) {
        zip_discard(package->zip);
        free(package->entries);
        free(package);
    }
}

/* --- reading --- */

/* What it says about itself; the counting below trusts none of it. */
static bool check_stat(const zip_stat_t *stat, struct error *err)
{
    if ((stat->valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
        stat->encryption_method != ZIP_EM_NONE) {
        return error_set(err, FAULT_WORKBOOK_ENCRYPTED, NULL, NULL, NULL);
    }
    if ((stat->valid & ZIP_STAT_COMP_METHOD) == 0 ||
        (stat->comp_method != ZIP_CM_STORE &&
         stat->comp_method != ZIP_CM_DEFLATE)) {
        return workbook_unreadable(err, "a part is packed in a strange way");
    }
    if ((stat->valid & ZIP_STAT_SIZE) != 0 && stat->size > PACKAGE_MAX_PART) {
        return workbook_too_many(err, "bytes in a part", PACKAGE_MAX_PART);
    }
    return true;
}

/* `part` bytes of this part are out now. */
static bool check_size(struct package *package, const zip_stat_t *stat,
                       int64_t part, struct error *err)
{
    if (part > PACKAGE_MAX_PART) {
        return workbook_too_many(err, "bytes in a part", PACKAGE_MAX_PART);
    }
    if (package->inflated > PACKAGE_MAX_TOTAL) {
        return workbook_too_many(err, "bytes unpacked", PACKAGE_MAX_TOTAL);
    }
    if (part > PACKAGE_RATIO_FROM &&
        (zip_uint64_t)part / PACKAGE_MAX_RATIO > stat->comp_size) {
        return workbook_too_many(err, "times its packed size",
                                 PACKAGE_MAX_RATIO);
    }
    return true;
}

static bool read_slices(struct package *package, zip_file_t *file,
                        const zip_stat_t *stat, package_take_fn take, void *ctx,
                        struct error *err)
{
    char slice[PACKAGE_SLICE];
    int64_t part = 0;
    for (;;) {
        zip_int64_t got = zip_fread(file, slice, sizeof(slice));
        if (got < 0) {
            return zip_fail(err, "could not unpack", zip_file_get_error(file));
        }
        if (got == 0) {
            return (zip_uint64_t)part == stat->size ||
                   workbook_unreadable(err, "a part is cut off");
        }
        part += got;
        package->inflated += got;
        if (!check_size(package, stat, part, err) ||
            !take(ctx, slice, (size_t)got, err)) {
            return false;
        }
    }
}

bool package_read(struct package *package, const char *name,
                  package_take_fn take, void *ctx, struct error *err)
{
    const struct package_entry *entry = find(package, name);
    zip_stat_t stat;
    if (entry == NULL) {
        return workbook_unreadable(err, "no part %s", name);
    }
    if (zip_stat_index(package->zip, entry->index, 0, &stat) != 0) {
        return zip_fail(err, name, zip_get_error(package->zip));
    }
    if (!check_stat(&stat, err)) {
        return false;
    }
    zip_file_t *file = zip_fopen_index(package->zip, entry->index, 0);
    if (file == NULL) {
        return zip_fail(err, name, zip_get_error(package->zip));
    }
    bool ok = read_slices(package, file, &stat, take, ctx, err);
    zip_fclose(file);
    return ok;
}
