/*
 * The INI configuration (inih). Every option is one row of config.def:
 * section, name, type, default, limits, and a sentence; a check proves that
 * the example file and the man page document exactly this table.
 *
 * A file has lines of at most 197 bytes, `#` and `;` begin comments (in the
 * middle of a line ` ;` does), text is UTF-8, each option stands at most once.
 */
#ifndef TVS_PLATFORM_CONFIG_H
#define TVS_PLATFORM_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/error.h"
#include "platform/macros.h"

struct config {
    /* [http] */
    char address[64];
    int port;
    int max_connections;
    int max_inflight_mb;
    int head_timeout_ms;
    int idle_timeout_ms;
    int write_timeout_ms;
    /* [database] */
    char conninfo[512];
    char owner_conninfo[512]; /* migrate only */
    int read_connections;
    int wait_timeout_ms;
    int connect_timeout_ms;
    int statement_timeout_ms;
    int import_statement_timeout_ms;
    char import_work_mem[16];
    /* [import] */
    char spool_dir[256];
    int64_t max_upload_mb;
    int max_queued_imports;
    int max_workbooks;
    int max_async_imports;
    int64_t max_async_mb;
    /* [api] */
    bool public_read;
    int max_rows;       /* of one page of /v1/data */
    int default_rows;   /* when limit is not given */
    int due_days;       /* after the end of the period */
    int small_base;     /* a base below it is called so */
    int min_coverage;   /* per cent of expected schools; 0: no limit */
    int suppress_below; /* 0: nothing is hidden */
    char suppress_units[128];
    bool suppress_readers;
    char cors_origins[192]; /* see platform/origins.h */
    int cache_mb;           /* 0: no response cache */
    bool demo;              /* the data are synthetic: say so in every answer */
    /* [report] */
    char template_dir[256];
    /* [log] */
    char level[8];
    bool access; /* one line per request */
};

enum config_type {
    CONFIG_INT,
    CONFIG_INT64,
    CONFIG_BOOL, /* on or off */
    CONFIG_TEXT,
    CONFIG_MEMORY, /* a text: 64MB, 512kB, 1GB */
    CONFIG_LEVEL,  /* a text: debug, info, warn, error */
};

struct config_option {
    const char *section, *name;
    enum config_type type;
    const char *default_text;
    int64_t min, max; /* of a number; bytes of a text */
    bool reload;      /* SIGHUP applies a change */
    const char *sentence;
    size_t offset, size; /* of the field in struct config */
};

#define CONFIG_VALUE_SIZE 512

void config_default(struct config *config);
/* Reads the file over the defaults; unknown options are errors that name the
 * line (FAULT_BAD_CONFIG). On error *config is unchanged. */
MUSTCHECK bool config_load(struct config *config, const char *path,
                           struct error *err);
/* The options in order: 0, 1, ...; NULL after the last. */
const struct config_option *config_option(int index);
/* "8080", "on": what would stand in the file. */
void config_print(const struct config *config,
                  const struct config_option *option, char *out, size_t size);
/*
 * What SIGHUP does: copies the options that may change at run time. Returns
 * the first option that differs but needs a restart, NULL when there is none.
 */
const struct config_option *config_reload(struct config *config,
                                          const struct config *fresh);

#endif
