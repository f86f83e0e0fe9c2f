"""Reads while imports are committed: an answer's figures, its revision and
its ETag always belong together, and nothing stale is answered."""
import http.client
import json
import threading
from urllib.parse import urlsplit

from lib import world
from lib.world import observations

IMPORTS = 40
READERS = 4
PATHS = [f"/v1/data?indicator=students_ft&area=T1&period=2024-09-01{more}"
         for more in ("", "&by=school", "&where.gender=1,2")]


class Reader(threading.Thread):
    """Asks until told to stop; keeps (path, revision, etag, value)."""

    def __init__(self, address, known):
        super().__init__()
        self.address, self.known = address, known
        self.stopping = False
        self.answers, self.faults = set(), []

    def run(self):
        connection = http.client.HTTPConnection(self.address, timeout=30)
        turn = 0
        while not self.stopping:
            path = PATHS[turn % len(PATHS)]
            turn += 1
            least = self.known[0]
            connection.request("GET", path)
            reply = connection.getresponse()
            body = reply.read()
            if reply.status != 200:
                self.faults.append((reply.status, body[:300]))
                continue
            answer = json.loads(body)
            if answer["meta"]["revision"] < least:
                self.faults.append(("stale", least, body[:300]))
            values = [row[-4] for row in answer["rows"]]
            self.answers.add((path, answer["meta"]["revision"],
                              reply.headers["ETag"], sum(values)))
        connection.close()


def test_figures_and_revision_belong_together(server):
    world.load(server.admin)
    values, known = {}, [0]

    def load(value):
        done = server.admin.load("observations", observations(
            ("S1", "students_ft", "2024-09-01", "1", value),
            ("S1", "students_ft", "2024-09-01", "2", 1000 * value),
            columns=("gender",)))
        values[done["revision"]] = 1001 * value
        known[0] = done["revision"]

    load(1)
    address = urlsplit(server.admin.url).netloc
    readers = [Reader(address, known) for _ in range(READERS)]
    try:
        for reader in readers:
            reader.start()
        for value in range(2, IMPORTS + 2):
            load(value)
    finally:
        for reader in readers:
            reader.stopping = True
        for reader in readers:
            reader.join(60)
    assert [reader.faults for reader in readers] == [[]] * READERS
    answers = set().union(*(reader.answers for reader in readers))
    etags = {}
    for path, revision, etag, value in answers:
        assert values[revision] == value, (path, revision)
        if etag is not None:
            assert etags.setdefault(etag, (path, revision)) == (path, revision)
    assert len({revision for _, revision, _, _ in answers}) > IMPORTS / 4
