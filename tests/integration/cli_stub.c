/* `serve` for the tests of the command line: says what it would have run. */
#include <stdio.h>

#include "lifecycle.h"

int serve_run(struct config *config, const char *config_path)
{
    printf("serve %s port %d\n", config_path, config->port);
    return 0;
}
