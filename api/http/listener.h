/* Where connections come from, and what happens when there are too many. */
#ifndef TVS_HTTP_LISTENER_H
#define TVS_HTTP_LISTENER_H

#include <stdbool.h>

#include "platform/error.h"
#include "platform/macros.h"

struct http_server;

/* Listens on the address and port of the server's options. */
MUSTCHECK bool listener_open(struct http_server *server, struct error *err);
/* At every tick: accepts again after a pause for lack of descriptors. */
void listener_resume(struct http_server *server);
/* Harmless when closed. */
void listener_close(struct http_server *server);

#endif
