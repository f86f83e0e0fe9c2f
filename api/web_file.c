#include "web_file.h"

#include <stdlib.h>
#include <string.h>

static int by_path(const void *key, const void *element)
{
    const struct web_file *file = element;
    return strcmp(key, file->path);
}

const struct web_file *web_file_find(const char *path)
{
    return bsearch(path, WEB_FILES, WEB_FILE_COUNT, sizeof(WEB_FILES[0]),
                   by_path);
}
