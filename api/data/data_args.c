#include "data/data_args.h"

#include <string.h>

static int count_values(const char *text)
{
    int count = 1;
    for (; *text != '\0'; text++) {
        count += *text == ',';
    }
    return count;
}

static const char *const *split(struct arena *arena, const char *text,
                                int count)
{
    const char **values =
        arena_alloc(arena, (size_t)count * sizeof(const char *));
    for (int i = 0; i < count; i++) {
        size_t len = strcspn(text, ",");
        values[i] = arena_copy(arena, text, len);
        text += len + 1;
    }
    return values;
}

const struct data_arg *data_args_find(const struct data_args *args,
                                      const char *name)
{
    for (int i = 0; i < args->count; i++) {
        if (strcmp(args->list[i].name, name) == 0) {
            return &args->list[i];
        }
    }
    return NULL;
}

void data_args_add_list(struct data_args *args, const struct data_arg *arg,
                        struct data_faults *faults)
{
    if (data_args_find(args, arg->name) != NULL) {
        data_faults_add(faults, FAULT_DUPLICATE_PARAMETER, arg->name, arg->name,
                        NULL);
    } else if (args->count == DATA_ARGS_MAX) {
        data_faults_too_many(faults, arg->name, "parameters", DATA_ARGS_MAX + 1,
                             DATA_ARGS_MAX);
    } else {
        args->list[args->count++] = *arg;
    }
}

void data_args_add(struct data_args *args, struct arena *arena,
                   const char *name, const char *text,
                   struct data_faults *faults)
{
    int count = count_values(text);
    if (count > DATA_ARG_VALUES_MAX) {
        data_faults_too_many(faults, name, name, count, DATA_ARG_VALUES_MAX);
        return;
    }
    struct data_arg arg = {name, split(arena, text, count), count};
    data_args_add_list(args, &arg, faults);
}

void data_args_from_params(struct data_args *args, struct arena *arena,
                           const struct http_param *params, int count,
                           struct data_faults *faults)
{
    for (int i = 0; i < count; i++) {
        data_args_add(args, arena, params[i].name, params[i].value, faults);
    }
}
