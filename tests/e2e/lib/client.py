"""curl, with every reply held against the OpenAPI document."""
import json
import os
import subprocess
import tempfile
from decimal import Decimal
from urllib.parse import urlencode, urlsplit

SECONDS = 60


class Reply:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def code(self):
        """The problem's code."""
        return self.json["code"]

    def rows(self):
        """Of /v1/data: the rows as dicts by column id."""
        ids = [column["id"] for column in self.json["columns"]]
        return [dict(zip(ids, row)) for row in self.json["rows"]]

    def __repr__(self):
        return f"<{self.status} {self.body[:2000]!r}>"


def exact_rows(reply):
    """meta and rows as dicts, with numbers as they are printed."""
    made = json.loads(reply.body, parse_float=Decimal, parse_int=Decimal)
    ids = [column["id"] for column in made["columns"]]
    return made["meta"], [dict(zip(ids, row)) for row in made["rows"]]


def parse_head(raw):
    """The last head of those curl wrote (100 Continue comes before)."""
    last = [part for part in raw.split(b"\r\n\r\n") if part][-1]
    first, *lines = last.decode("latin-1").split("\r\n")
    headers = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    return int(first.split()[1]), headers


class Client:
    def __init__(self, url, openapi, token=None):
        self.url = url
        self.openapi = openapi
        self.token = token

    def as_(self, token):
        return Client(self.url, self.openapi, token)

    def request(self, method, path, body=None, headers=(), check=True,
                curl=(), **params):
        """body: bytes, or None. params: the query; a list repeats."""
        query = urlencode([(k.replace("__", "."), v)
                           for k, v in params.items()], doseq=True)
        target = path + ("?" + query if query else "")
        with tempfile.TemporaryDirectory() as folder:
            reply = self._curl(folder, method, target, body, headers, curl)
        if check:
            self.openapi.check(method, urlsplit(path).path, reply.status,
                               reply.headers, self._plain(reply))
        return reply

    def _curl(self, folder, method, target, body, headers, more):
        head = os.path.join(folder, "head")
        out = os.path.join(folder, "body")
        command = ["curl", "-sS", "--noproxy", "*", "--path-as-is",
                   "--globoff", "--max-time", str(SECONDS), "-D", head,
                   *more]
        # Asked for a HEAD, curl writes the head where the body would be.
        command += (["--head", "-o", os.devnull] if method == "HEAD"
                    else ["-o", out, "-X", method])
        if self.token is not None:
            command += ["-H", f"Authorization: Bearer {self.token}"]
        for header in headers:
            command += ["-H", header]
        if body is not None:
            command += ["--data-binary", "@-"]
            if not any(h.lower().startswith("content-type:")
                       for h in headers):
                command += ["-H", "Content-Type:"]
        done = subprocess.run([*command, self.url + target], input=body,
                              stdin=None if body is not None
                              else subprocess.DEVNULL,
                              stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=SECONDS + 10)
        # 18: the server closed early, after an answer to a body it refused.
        # 55, 56: it closed while curl was still sending.
        assert done.returncode in (0, 18, 55, 56), (
            f"curl {done.returncode}: {done.stderr.decode()}")
        status, fields = parse_head(_read(head))
        return Reply(status, fields, _read(out))

    @staticmethod
    def _plain(reply):
        if reply.headers.get("content-encoding") == "gzip":
            import gzip
            return gzip.decompress(reply.body)
        return reply.body

    def get(self, path, **params):
        return self.request("GET", path, **params)

    def ok(self, path, **params):
        reply = self.request("GET", path, **params)
        assert reply.status == 200, reply
        return reply

    def data(self, **params):
        return self.ok("/v1/data", **params)

    def upload(self, kind, body, type_="text/csv", key=None, headers=(),
               **params):
        if isinstance(body, str):
            body = body.encode("utf-8")
        headers = [f"Content-Type: {type_}", *headers]
        if key is not None:
            headers.append(f"Idempotency-Key: {key}")
        return self.request("POST", f"/v1/imports/{kind}", body=body,
                            headers=headers, **params)

    def load(self, kind, body, **params):
        """An upload that must succeed."""
        reply = self.upload(kind, body, **params)
        assert reply.status == 201, reply
        return reply.json


def _read(path):
    if not os.path.exists(path):
        return b""
    with open(path, "rb") as text:
        return text.read()
