"""A server process and a client that says exactly the bytes it is given."""

import json
import os
import resource
import signal
import socket
import struct
import subprocess

BINARY = os.environ["HTTP_ECHO"]
TIMEOUT = 8  # seconds; a test that needs longer has failed


class Server:
    """http_echo on a port of its own; stop() expects a clean exit."""

    def __init__(self, *options, descriptors=None):
        def limit():
            if descriptors is not None:
                resource.setrlimit(resource.RLIMIT_NOFILE,
                                   (descriptors, descriptors))
        # AddressSanitizer keeps what was freed, which is not our memory.
        sanitizer = os.environ.get("ASAN_OPTIONS", "")
        environment = {**os.environ,
                       "ASAN_OPTIONS": sanitizer + ":quarantine_size_mb=1"}
        self.process = subprocess.Popen(
            [BINARY, *options], stdout=subprocess.PIPE, env=environment,
            preexec_fn=limit)
        self.port = int(self.process.stdout.readline())
        self.told = False

    def connect(self, **options):
        return Client(self.port, **options)

    def count(self):
        """What the server has seen so far."""
        with self.connect() as client:
            client.send(request("/count"))
            return json.loads(client.reply().body)

    def terminate(self):
        """Once: a second signal may come when nobody catches it any more."""
        if not self.told:
            self.told = True
            self.process.send_signal(signal.SIGTERM)

    def stop(self):
        self.terminate()
        try:
            assert self.process.wait(TIMEOUT) == 0
        finally:
            self.process.kill()
            self.process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


class Reply:
    """One reply as it came."""

    def __init__(self, status, fields, body):
        self.status = status
        self.fields = fields
        self.body = body

    @property
    def closes(self):
        return self.fields.get("connection") == "close"

    def essence(self):
        """What must not depend on when or how the request came."""
        volatile = ("date", "x-request-id")
        fields = {k: v for k, v in self.fields.items() if k not in volatile}
        return self.status, fields, self.body


class Closed(Exception):
    """The connection ended where a reply should have begun."""


class Client:
    """A socket and what has been read from it."""

    def __init__(self, port, receive_buffer=None):
        self.socket = socket.socket()
        self.socket.settimeout(TIMEOUT)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if receive_buffer is not None:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF,
                                   receive_buffer)
        self.socket.connect(("127.0.0.1", port))
        self.data = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data)

    def finish(self):
        """No more from this side; the other may still answer."""
        self.socket.shutdown(socket.SHUT_WR)

    def reset(self):
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                               struct.pack("ii", 1, 0))
        self.socket.close()

    def more(self):
        """Reads once; False at the end."""
        try:
            data = self.socket.recv(65536)
        except ConnectionResetError:
            data = b""
        self.data += data
        return bool(data)

    def take(self, size):
        while len(self.data) < size:
            if not self.more():
                raise Closed(f"{len(self.data)} of {size} bytes")
        out, self.data = self.data[:size], self.data[size:]
        return out

    def line(self):
        while b"\r\n" not in self.data:
            if not self.more():
                raise Closed(self.data)
        line, self.data = self.data.split(b"\r\n", 1)
        return line

    def chunks(self):
        body = b""
        while size := int(self.line(), 16):
            body += self.take(size)
            assert self.take(2) == b"\r\n"
        assert self.line() == b""
        return body

    def rest(self):
        """Everything up to the end of the connection."""
        while self.more():
            pass
        out, self.data = self.data, b""
        return out

    def reply(self, head=False):
        version, status, _ = self.line().split(b" ", 2)
        assert version == b"HTTP/1.1"
        fields = {}
        while line := self.line():
            name, value = line.decode().split(": ", 1)
            assert name.lower() not in fields
            fields[name.lower()] = value
        status = int(status)
        if head or status in (204, 304) or status < 200:
            body = b""
        elif "content-length" in fields:
            body = self.take(int(fields["content-length"]))
        elif fields.get("transfer-encoding") == "chunked":
            body = self.chunks()
        else:
            body = self.rest()
        return Reply(status, fields, body)

    def is_closed(self):
        return not self.data and not self.more()


def request(target, method="GET", fields=(), body=b"", version="1.1"):
    """The bytes of a request; Host comes by itself."""
    lines = [f"{method} {target} HTTP/{version}", "Host: test", *fields]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def post(target, body, fields=()):
    return request(target, "POST",
                   [f"Content-Length: {len(body)}", *fields], body)


def post_chunks(target, chunked, fields=()):
    return request(target, "POST",
                   ["Transfer-Encoding: chunked", *fields], chunked)
