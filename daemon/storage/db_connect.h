/* From no connection to one whose setup may begin, and again after a loss. */
#ifndef TVS_STORAGE_DB_CONNECT_H
#define TVS_STORAGE_DB_CONNECT_H

#include <event2/util.h>

struct db_conn;

/* Tries again after a back-off that grows from 100 ms to 5 s, jittered. */
void db_connect_later(struct db_conn *conn);
/* Tries from the loop, without delay. */
void db_connect_soon(struct db_conn *conn);
/* The socket is ready for the next step of connecting. */
void db_connect_poll(struct db_conn *conn);
/* The timer: the next try, or the deadline of this one. */
void db_connect_on_timer(evutil_socket_t fd, short what, void *arg);

#endif
