"""The public API, through curl."""
import json
import os
import re
import subprocess
import sys
import time
from urllib.parse import urlencode

ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
# The server's trouble and not the file's.
TRANSIENT = (0, 408, 429, 500, 502, 503, 504, 507)
PROBLEM = "urn:tvetstat:problem:"
PROXY_REFUSES = (413,)  # a proxy's limit is a limit too
WAIT_FIRST, WAIT_MOST, RETRY_AFTER_MOST = 0.2, 10, 30
# Below this a bar is gone before it is seen; scripts/lib/import.sh has the
# same rule.
PROGRESS_BYTES = 4 << 20


class Answer:
    """status 0: there was none, and `detail` is what curl says."""

    def __init__(self, status, body=b"", retry_after="", replay="",
                 detail=""):
        self.status = status
        self.retry_after = (min(int(retry_after), RETRY_AFTER_MOST)
                            if retry_after.isdecimal() else 0)
        self.replay = replay == "true"
        self.json = _object(body)
        self.detail = str(self.json.get("detail") or detail)

    @property
    def good(self):
        return 200 <= self.status < 300

    @property
    def of_import(self):
        """Not of a proxy, nor of somebody else's server."""
        if self.good:
            return self.json.get("state") in ("committed", "validated")
        kind = str(self.json.get("type"))
        return kind.startswith(PROBLEM) or self.status in PROXY_REFUSES

    @property
    def transient(self):
        return (self.status in TRANSIENT or
                self.json.get("code") == "in_progress")

    @property
    def import_id(self):
        """Of an import that left a record, else None."""
        text = str(self.json.get("id"))
        return text if ID.fullmatch(text) else None


def _object(body):
    try:
        value = json.loads(body)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


class Server:
    def __init__(self, url, token, patience, timeout):
        self.url = url.rstrip("/")
        self.token = token
        self.patience = patience
        self.timeout = timeout

    def _command(self, header, progress):
        # If this job is killed, curl goes with it.
        return ["setpriv", "--pdeathsig", "KILL", "--", "curl", "-q",
                "--progress-bar" if progress else "-sS", "--noproxy", "*",
                "--globoff", "--proto", "=http,https", "--connect-timeout",
                "10", "--max-time", str(self.timeout),
                "-H", f"@/dev/fd/{header}"]

    def _curl(self, arguments, progress=False):
        """The token goes by a pipe: a command line is for all to see."""
        reader, writer = os.pipe()
        os.write(writer, f"Authorization: Bearer {self.token}\n".encode())
        os.close(writer)
        try:
            return subprocess.run(
                [*self._command(reader, progress), *arguments],
                pass_fds=[reader], stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=None if progress else subprocess.PIPE)
        finally:
            os.close(reader)

    def _request(self, arguments, progress=False):
        done = self._curl(
            ["-w", "\n%{http_code} %header{retry-after} "
             "%header{idempotent-replay}", *arguments], progress)
        body, _, last = done.stdout.rpartition(b"\n")
        status, retry_after, replay = (last.decode("latin-1").split(" ")
                                       + ["", "", ""])[:3]
        number = int(status) if status.isdecimal() else 0
        # It may answer and close before all is sent; but half of a good
        # answer is none.
        if number < 200 or (done.returncode != 0 and number < 400):
            words = (done.stderr or b"").decode("utf-8", "replace").strip()
            return Answer(0, detail=words or f"curl ended with "
                          f"{done.returncode}")
        return Answer(number, body, retry_after, replay)

    def _patiently(self, call):
        until = time.monotonic() + self.patience
        wait = WAIT_FIRST
        while True:
            answer = call()
            if not answer.transient or time.monotonic() >= until:
                return answer
            time.sleep(max(wait, answer.retry_after))
            wait = min(2 * wait, WAIT_MOST)

    def send(self, file, plan, key=None):
        """Checks the file; with a key, imports it."""
        query = [*plan.query, ("filename", file.name.decode()),
                 ("lang", "en")]
        if key is None:
            query.append(("mode", "validate"))
        arguments = ["-X", "POST", "-H", f"Content-Type: {plan.type}"]
        if key is not None:
            arguments += ["-H", f"Idempotency-Key: {key}"]
        arguments += ["-T", os.fsdecode(file.path),
                      f"{self.url}/v1/imports/{plan.kind}?"
                      + urlencode(query)]
        progress = sys.stderr.isatty() and file.seen[2] >= PROGRESS_BYTES
        return self._patiently(lambda: self._import(arguments, progress))

    def _import(self, arguments, progress):
        answer = self._request(arguments, progress)
        if answer.of_import or answer.transient:
            return answer
        return Answer(0, detail=f"HTTP {answer.status} from something that "
                      "is not tvetstat")

    def fetch_errors(self, import_id, path):
        """All errors of an import, into a file that Excel opens."""
        return self._patiently(lambda: self._request(
            ["-o", os.fsdecode(path),
             f"{self.url}/v1/imports/{import_id}/errors.csv?bom=1"]))
