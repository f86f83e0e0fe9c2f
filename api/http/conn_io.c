#include <errno.h>
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <linux/sockios.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "http/conn.h"
#include "http/server_impl.h"

size_t conn_io_pending(const struct http_conn *conn)
{
    return conn->bev != NULL
               ? evbuffer_get_length(bufferevent_get_output(conn->bev))
               : 0;
}

static size_t total_of(const struct iovec *iov, int count)
{
    size_t total = 0;
    for (int i = 0; i < count; i++) {
        total += iov[i].iov_len;
    }
    return total;
}

/* One system call; what it did not take is for the loop. */
static size_t send_now(struct http_conn *conn, struct iovec *iov, int count)
{
    struct msghdr message = {.msg_iov = iov, .msg_iovlen = (size_t)count};
    ssize_t sent =
        sendmsg(bufferevent_getfd(conn->bev), &message, MSG_NOSIGNAL);
    if (sent >= 0) {
        return (size_t)sent;
    }
    if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR &&
        errno != ENOBUFS) {
        conn->broken = true;
    }
    return 0;
}

/* Bytes the kernel holds that the client has not acknowledged. */
static int unacknowledged(const struct http_conn *conn)
{
    int left = 0;
    ioctl(bufferevent_getfd(conn->bev), SIOCOUTQ, &left);
    return left;
}

void conn_io_await_reader(struct http_conn *conn)
{
    if (conn_io_pending(conn) == 0) {
        conn->deadline_us = CONN_NEVER;
        return;
    }
    conn->deadline_us =
        conn->server->now_us + conn->limits.write_ms * INT64_C(1000);
    conn->unread = unacknowledged(conn);
}

/* That the socket takes more is too coarse a sign: the kernel says so only
 * when a third of its buffer, a megabyte perhaps, has gone. */
bool conn_io_reader_moves(const struct http_conn *conn)
{
    return unacknowledged(conn) < conn->unread;
}

/* One that waits leaves an interim reply unread; one that has gone answers it
 * by a reset. */
bool conn_io_has_left(struct http_conn *conn)
{
    static char line[] = "HTTP/1.1 102 Processing\r\n\r\n";
    struct iovec iov = {.iov_base = line, .iov_len = sizeof(line) - 1};
    struct pollfd hangup = {.fd = bufferevent_getfd(conn->bev)};
    if (!conn->probed) {
        conn->probed = true;
        conn_io_send(conn, &iov, 1);
        return false;
    }
    return poll(&hangup, 1, 0) > 0 &&
           (hangup.revents & (POLLERR | POLLHUP)) != 0;
}

static void skip(struct iovec *iov, int count, size_t len)
{
    for (int i = 0; i < count && len > 0; i++) {
        size_t part = len < iov[i].iov_len ? len : iov[i].iov_len;
        iov[i].iov_base = (char *)iov[i].iov_base + part;
        iov[i].iov_len -= part;
        len -= part;
    }
}

void conn_io_queue(struct http_conn *conn, const struct iovec *iov, int count)
{
    if (conn->bev == NULL || conn->broken) {
        return;
    }
    struct evbuffer *output = bufferevent_get_output(conn->bev);
    bool was_empty = evbuffer_get_length(output) == 0;
    for (int i = 0; i < count; i++) {
        if (evbuffer_add(output, iov[i].iov_base, iov[i].iov_len) != 0) {
            conn->broken = true; /* out of memory */
            return;
        }
    }
    conn->reply.queued += (int64_t)total_of(iov, count);
    if (was_empty) {
        conn_io_await_reader(conn);
    }
}

void conn_io_send(struct http_conn *conn, struct iovec *iov, int count)
{
    if (conn->bev == NULL || conn->broken) {
        return;
    }
    if (conn_io_pending(conn) == 0) {
        size_t sent = send_now(conn, iov, count);
        conn->reply.queued += (int64_t)sent;
        if (sent == total_of(iov, count)) {
            return;
        }
        skip(iov, count, sent);
    }
    conn_io_queue(conn, iov, count);
}

void conn_io_close(struct http_conn *conn, bool reset)
{
    if (conn->bev == NULL) {
        return;
    }
    if (reset) {
        struct linger none = {.l_onoff = 1, .l_linger = 0};
        setsockopt(bufferevent_getfd(conn->bev), SOL_SOCKET, SO_LINGER, &none,
                   sizeof(none));
    }
    conn->reply.queued -= (int64_t)conn_io_pending(conn);
    bufferevent_free(conn->bev);
    conn->bev = NULL;
}

void conn_io_account(struct http_conn *conn)
{
    size_t now = conn->req.arena.used + conn_io_pending(conn);
    if (conn->bev != NULL) {
        now += evbuffer_get_length(bufferevent_get_input(conn->bev));
    }
    conn->server->stats.bytes_in_flight +=
        (int64_t)now - (int64_t)conn->accounted;
    conn->accounted = now;
}
