/*
 * `tvetstatd serve`: builds the app, runs the loop, takes it down again.
 * SIGHUP reads the configuration anew (a broken one changes nothing), SIGTERM
 * and SIGINT stop listening, let running requests and imports finish, and
 * end.
 */
#ifndef TVS_LIFECYCLE_H
#define TVS_LIFECYCLE_H

#include "platform/config.h"

/* The exit code. `config` was read from config_path. */
int serve_run(struct config *config, const char *config_path);

#endif
