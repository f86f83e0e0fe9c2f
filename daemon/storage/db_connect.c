#include "storage/db_connect.h"

#include <event2/event.h>
#include <libpq-fe.h>

#include "platform/digest.h"
#include "platform/log.h"
#include "platform/macros.h"
#include "storage/db_conn.h"
#include "storage/db_result.h"
#include "storage/db_setup.h"

#define RETRY_MIN_MS 100
#define RETRY_MAX_MS 5000

static void set_timer(struct db_conn *conn, int ms)
{
    struct timeval after = {.tv_sec = ms / 1000, .tv_usec = (ms % 1000) * 1000};
    event_add(&conn->timer, &after);
}

/* Between the half and the whole of a delay that doubles: a server that
 * comes back is not met by everybody at once. */
static int backoff(int attempts)
{
    int delay = RETRY_MAX_MS;
    if (attempts < 6) {
        delay = RETRY_MIN_MS << attempts;
    }
    unsigned char random[2];
    digest_random(random, sizeof(random));
    int share = (random[0] << 8 | random[1]) % (delay / 2 + 1);
    int jittered = delay / 2 + share;
    return jittered < RETRY_MIN_MS ? RETRY_MIN_MS : jittered;
}

void db_connect_later(struct db_conn *conn)
{
    set_timer(conn, backoff(conn->attempts));
    conn->attempts++;
}

void db_connect_soon(struct db_conn *conn)
{
    set_timer(conn, 0);
}

static void on_notice(void *arg, const PGresult *res)
{
    const struct db_conn *conn = arg;
    const char *text = PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY);
    LOG(LOG_DEBUG, NULL, "db_notice", LOG_TEXT("conn", conn->ops->name),
        LOG_TEXT("text", text == NULL ? "" : text));
}

/*
 * What stands before the connection string may be overridden by it, what
 * stands after may not. A peer that vanished without a word is noticed within
 * half a minute.
 */
static PGconn *start(const char *conninfo)
{
    static const char *const KEYS[] = {
        "fallback_application_name",
        "target_session_attrs",
        "keepalives_idle",
        "keepalives_interval",
        "keepalives_count",
        "tcp_user_timeout",
        "dbname",
        "client_encoding",
        NULL,
    };
    const char *const values[] = {
        "tvetstatd", "read-write", "10",   "5",  "3",
        "20000",     conninfo,     "UTF8", NULL,
    };
    return PQconnectStartParams(KEYS, values, 1);
}

/* The socket may be another one after every poll. */
static void await(struct db_conn *conn, short what)
{
    event_del(&conn->readable);
    event_assign(&conn->readable, conn->base, PQsocket(conn->pq), what,
                 db_conn_on_socket, conn);
    event_add(&conn->readable, NULL);
}

static void failed(struct db_conn *conn)
{
    struct error err;
    db_result_broken(conn->pq, &err);
    db_conn_lose(conn, &err);
}

static void begin(struct db_conn *conn)
{
    db_conn_enter(conn, DB_CONN_CONNECTING);
    set_timer(conn, conn->options->connect_ms);
    conn->pq = start(conn->options->conninfo);
    if (PQstatus(conn->pq) == CONNECTION_BAD) {
        failed(conn);
        return;
    }
    PQsetNoticeReceiver(conn->pq, on_notice, conn);
    await(conn, EV_WRITE);
}

static void connected(struct db_conn *conn)
{
    if (PQsetnonblocking(conn->pq, 1) != 0) {
        failed(conn);
        return;
    }
    await(conn, EV_READ | EV_PERSIST);
    event_assign(&conn->writable, conn->base, PQsocket(conn->pq), EV_WRITE,
                 db_conn_on_socket, conn);
    db_conn_enter(conn, DB_CONN_SETUP);
    db_setup_begin(conn);
}

void db_connect_poll(struct db_conn *conn)
{
    switch (PQconnectPoll(conn->pq)) {
    case PGRES_POLLING_READING:
        await(conn, EV_READ);
        break;
    case PGRES_POLLING_WRITING:
        await(conn, EV_WRITE);
        break;
    case PGRES_POLLING_OK:
        connected(conn);
        break;
    default:
        failed(conn);
        break;
    }
}

void db_connect_on_timer(evutil_socket_t fd, short what, void *arg)
{
    (void)fd;
    (void)what;
    struct db_conn *conn = arg;
    if (conn->state == DB_CONN_WAITING) {
        begin(conn);
        return;
    }
    struct error err;
    error_detail(&err, FAULT_UNAVAILABLE, "not connected within %d ms",
                 conn->options->connect_ms);
    db_conn_lose(conn, &err);
}
