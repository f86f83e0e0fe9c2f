"""A private PostgreSQL cluster, by scripts/cluster."""
import os
import subprocess

from . import TOP

SCRIPT = os.path.join(TOP, "scripts/cluster")
SETTINGS = ["shared_preload_libraries = 'pg_stat_statements'",
            "pg_stat_statements.track = all",
            "shared_buffers = 128MB"]


class Cluster:
    def __init__(self, folder):
        self.folder = str(folder)

    def _script(self, command, *args):
        done = subprocess.run([SCRIPT, command, self.folder, *args],
                              stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=120)
        assert done.returncode == 0, done.stdout.decode()
        return done.stdout.decode().strip()

    def start(self):
        self._script("start", *SETTINGS)

    def stop(self, mode="fast"):
        self._script("stop", mode)

    def create_database(self, name):
        self._script("database", name)

    def conninfo(self, role, name):
        return self._script("conninfo", role, name)

    def psql(self, name, sql):
        """Rows as lists of text, by the superuser."""
        done = subprocess.run(
            ["psql", "-X", "-At", "-F", "\x1f", "-v", "ON_ERROR_STOP=1",
             "-d", self.conninfo("postgres", name), "-c", sql],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, timeout=60)
        assert done.returncode == 0, done.stderr.decode()
        return [line.split("\x1f")
                for line in done.stdout.decode().splitlines()]
