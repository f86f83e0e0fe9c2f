"""A daemon with its database and its administrator."""
import itertools

from .client import Client
from .daemon import Daemon

_serial = itertools.count(1)
SANITIZER = ("AddressSanitizer", "LeakSanitizer", "runtime error:")


class Server:
    """A daemon with its administrator."""

    def __init__(self, daemon, openapi):
        self.daemon = daemon
        self.token = daemon.create_token("admin", "admin")
        self.admin = Client(daemon.url, openapi, self.token)
        self.public = Client(daemon.url, openapi)

    def psql(self, sql):
        return self.daemon.cluster.psql(self.daemon.database, sql)


def make_server(cluster, openapi, folder, **options):
    """Migrated, with a token, and not started."""
    database = f"e2e_{next(_serial)}"
    cluster.create_database(database)
    daemon = Daemon(cluster, database, folder, **options)
    daemon.run("migrate")
    return Server(daemon, openapi)


def close_server(server):
    """Nothing may have been wrong that only the log or the sanitizers saw."""
    code = server.daemon.stop()
    log = server.daemon.log_text()
    for word in SANITIZER:
        at = log.find(word)
        assert at < 0, log[max(0, at - 200):at + 3000]
    assert code in (0, None), (code, log[-4000:])
