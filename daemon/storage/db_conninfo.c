/*
 * libpq resolves names with getaddrinfo(), which blocks: a connection string
 * has to name a socket directory or a numeric address.
 */
#include <stdlib.h>
#include <string.h>

#include <libpq-fe.h>

#include "storage/db_pool.h"

static const char *value(const PQconninfoOption *options, const char *key)
{
    for (const PQconninfoOption *o = options; o->keyword != NULL; o++) {
        if (strcmp(o->keyword, key) == 0) {
            return o->val == NULL ? "" : o->val;
        }
    }
    return "";
}

/* Every host of the list is a directory (/...) or an abstract socket (@...);
 * none at all is the directory that libpq was built with. */
static bool only_sockets(const char *hosts)
{
    if (hosts[0] == '\0') {
        return true;
    }
    for (const char *host = hosts; host != NULL;) {
        if (host[0] != '/' && host[0] != '@') {
            return false;
        }
        host = strchr(host, ',');
        host = host == NULL ? NULL : host + 1;
    }
    return true;
}

bool db_conninfo_check(const char *conninfo, struct error *err)
{
    char *message = NULL;
    PQconninfoOption *options = PQconninfoParse(conninfo, &message);
    if (options == NULL) {
        error_set(err, FAULT_BAD_CONFIG, "conninfo",
                  message == NULL ? "out of memory" : message, NULL);
        PQfreemem(message);
        return false;
    }
    bool ok = value(options, "hostaddr")[0] != '\0' ||
              only_sockets(value(options, "host"));
    PQconninfoFree(options);
    return ok || error_set(err, FAULT_BAD_CONFIG, "conninfo",
                           "the host must be a socket directory; for an "
                           "address use hostaddr",
                           NULL);
}
