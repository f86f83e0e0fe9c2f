"""A daemon with the catalogue of the benchmarks, and ways to ask it."""
import json
import os
import subprocess
import sys

from . import data

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(
    os.path.dirname(os.path.abspath(__file__)))), "tests/e2e"))

from lib import credit  # noqa: E402, F401
from lib.cluster import Cluster  # noqa: E402
from lib.daemon import Daemon, free_port  # noqa: E402, F401

# As the quickstart has it.
SETTINGS = ["shared_preload_libraries = 'pg_stat_statements'",
            "shared_buffers = 256MB"]


class BenchCluster(Cluster):
    def start(self):
        self._script("start", *SETTINGS)


class Server:
    """Started, with areas, schools and indicators."""

    def __init__(self, cluster, name, folder, **options):
        folder = os.path.join(folder, name)
        os.makedirs(folder)
        cluster.create_database(name)
        self.daemon = Daemon(cluster, name, folder, log__level="warn",
                             log__access="off", **options)
        self.daemon.run("migrate")
        self.token = self.daemon.create_token("bench", "admin")
        self.daemon.start()
        for kind, lines in data.catalogue().items():
            path = os.path.join(folder, kind + ".csv")
            with open(path, "w", encoding="utf-8") as out:
                out.write("\n".join(lines) + "\n")
            self.upload(kind, path)

    def psql(self, sql):
        return self.daemon.cluster.psql(self.daemon.database, sql)

    def upload(self, kind, path, type_="text/csv"):
        """The answer to a 201; fails on anything else."""
        done = subprocess.run(
            ["curl", "-sS", "--noproxy", "*", "--fail-with-body",
             "-H", f"Authorization: Bearer {self.token}",
             "-H", f"Content-Type: {type_}", "-X", "POST", "-T", path,
             f"{self.daemon.url}/v1/imports/{kind}"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=1800)
        if done.returncode != 0:
            raise SystemExit("the import failed: "
                             + done.stdout.decode()[:2000])
        return json.loads(done.stdout)

    def get(self, path, headers=()):
        """(head, body)"""
        command = ["curl", "-sS", "--noproxy", "*", "-i", "--fail"]
        for header in headers:
            command += ["-H", header]
        out = subprocess.run([*command, self.daemon.url + path], check=True,
                             stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, timeout=60).stdout
        head, _, body = out.partition(b"\r\n\r\n")
        return head.decode("latin-1"), body

    def stop(self):
        if self.daemon.stop() != 0:
            raise SystemExit("the daemon failed: " + self.daemon.tail())
