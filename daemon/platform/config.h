/*
 * The INI configuration (inih). Every option is one row of the table in
 * config.c: section, name, type, default, limits, and a sentence; a check
 * proves that the man page documents exactly this table.
 */
#ifndef TVS_PLATFORM_CONFIG_H
#define TVS_PLATFORM_CONFIG_H

#include <stdbool.h>
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
    /* [api] */
    bool public_read;
    int max_rows;     /* of one page of /v1/data */
    int default_rows; /* when limit is not given */
    int cache_mb;     /* 0: no response cache */
    bool demo;        /* the data are synthetic: say so in every answer */
    /* [log] */
    char level[8];
};

void config_default(struct config *config);
/* Reads the file over the defaults; unknown options are errors that name the
 * line. On error *config is unchanged. */
MUSTCHECK bool config_load(struct config *config, const char *path,
                           struct error *err);

#endif
