"""The real daemon on a free port."""
import os
import signal
import socket
import subprocess
import time

from . import BUILD

BINARY = os.path.join(BUILD, "daemon/tvetstatd")
# Under a sanitizer freed memory is kept for a while: sizes say nothing.
SANITIZED = "ASAN_OPTIONS" in os.environ


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Daemon:
    """One database, one configuration, one process (or none)."""

    def __init__(self, cluster, database, folder, **options):
        self.cluster = cluster
        self.database = database
        self.folder = str(folder)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.config = os.path.join(self.folder, "tvetstat.conf")
        self.log = os.path.join(self.folder, "daemon.log")
        self.spool = os.path.join(self.folder, "spool")
        os.makedirs(self.spool, exist_ok=True)
        self.options = options
        self.process = None
        self.write_config()

    def write_config(self, extra=""):
        sections = {
            "http": {"address": "127.0.0.1", "port": self.port},
            "database": {
                "conninfo": self.cluster.conninfo("tvetstat",
                                                  self.database),
                "owner_conninfo": self.cluster.conninfo("tvetstat_owner",
                                                        self.database)},
            "import": {"spool_dir": self.spool},
            "api": {"public_read": "on"},
            "log": {"level": "debug"},
        }
        for name, value in self.options.items():
            section, option = name.split("__")
            sections.setdefault(section, {})[option] = value
        with open(self.config, "w", encoding="utf-8") as out:
            for section, options in sections.items():
                out.write(f"[{section}]\n")
                for option, value in options.items():
                    out.write(f"{option} = {value}\n")
            out.write(extra)

    def run(self, *args, check=True):
        """One of the command line's other commands; its output."""
        done = subprocess.run([BINARY, *args, "--config", self.config],
                              stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=60)
        if check:
            assert done.returncode == 0, done.stderr.decode()
            return done.stdout.decode().strip()
        return done

    def create_token(self, name, role, *args):
        return self.run("token", "create", "--name", name, "--role", role,
                        *args)

    def start(self, wait=True):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [BINARY, "serve", "--config", self.config],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        if wait:
            self.wait_ready()

    def wait_ready(self, seconds=30):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            assert self.process.poll() is None, self.tail()
            try:
                with socket.create_connection(("127.0.0.1", self.port),
                                              timeout=2) as conn:
                    conn.sendall(b"GET /readyz HTTP/1.1\r\nHost: x\r\n"
                                 b"Connection: close\r\n\r\n")
                    if conn.recv(64).startswith(b"HTTP/1.1 200"):
                        return
            except OSError:
                pass
            time.sleep(0.05)
        raise AssertionError("not ready: " + self.tail())

    def stop(self):
        """SIGTERM; the exit code."""
        if self.process is None:
            return None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError("SIGTERM was not heard: " + self.tail())
        self.process = None
        return code

    def kill(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def signal(self, number):
        self.process.send_signal(number)

    def log_text(self):
        with open(self.log, encoding="utf-8", errors="replace") as log:
            return log.read()

    def tail(self):
        return self.log_text()[-4000:]

    def grew_less(self, before, megabytes, key="VmRSS"):
        return SANITIZED or self.status(key) - before < megabytes * 1024

    def status(self, key):
        """A line of /proc/PID/status in kB, such as VmHWM."""
        with open(f"/proc/{self.process.pid}/status") as lines:
            for line in lines:
                if line.startswith(key + ":"):
                    return int(line.split()[1])
        raise KeyError(key)
