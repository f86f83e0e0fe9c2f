"""scripts/nightly-import against the real daemon: what is delivered is in
exactly once, whatever is killed, and what is not fit is let alone."""
import csv
import fcntl
import http.server
import os
import pty
import random
import re
import signal
import socket
import stat
import subprocess
import sys
import threading
import time

import pytest

TOP = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(TOP, "tests/e2e"))

from lib import books, world  # noqa: E402
from lib.client import Client  # noqa: E402
from lib.cluster import Cluster  # noqa: E402
from lib.daemon import Daemon  # noqa: E402
from lib.openapi import OpenApi  # noqa: E402
from lib.world import observations  # noqa: E402

SCRIPT = os.path.join(TOP, "scripts/nightly-import")
KILLS = int(os.environ.get("TVETSTAT_NIGHTLY_KILLS", "40"))
DAEMON_KILL_EVERY = 10
POSTGRES_KILL_EVERY = 25
STAMP = re.compile(rb"^\d{8}T\d{6}Z-[0-9a-f]{8}-", re.S)
SUMMARY = re.compile(r"nightly-import: (\d+) imported \(([\d,]+) rows\), "
                     r"(\d+) rejected, (\d+) skipped, (\d+) left for the "
                     r"next run, \d+ s")
HEAD = "school,indicator,period,value\n"


class Site:
    """A daemon, and the tokens of those who write to it."""

    def __init__(self, cluster, folder):
        cluster.create_database("nightly")
        self.daemon = Daemon(cluster, "nightly", folder)
        self.daemon.run("migrate")
        token = self.daemon.create_token("nightly", "admin")
        self.client = Client(self.daemon.url, OpenApi.load(), token)
        self.token = os.path.join(folder, "token")
        with open(self.token, "w", encoding="ascii",
                  opener=lambda p, f: os.open(p, f, 0o600)) as out:
            out.write(token + "\n")

    def imports(self):
        """Names of the files that were committed, in their order."""
        rows = self.daemon.cluster.psql(
            "nightly", "SELECT file_name FROM import WHERE state = "
            "'committed' AND file_name IS NOT NULL ORDER BY revision")
        return [name for name, in rows]

    def value(self, period, school="S1"):
        rows = self.client.data(indicator="comp_awards", area="T1",
                                period=period, by="school").rows()
        return {row["school"]: row["value"] for row in rows}.get(school)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    cluster = Cluster(tmp_path_factory.mktemp("cluster") / "pg")
    made = None
    try:
        cluster.start()
        made = Site(cluster, tmp_path_factory.mktemp("daemon"))
        made.daemon.start()
        world.load(made.client)
        yield made
    finally:
        if made is not None:
            made.daemon.kill()
        cluster.stop("immediate")


class Box:
    """A folder of deliveries and the job that empties it."""

    def __init__(self, site, path):
        self.site = site
        self.path = str(path)
        os.mkdir(self.path)

    def put(self, name, text):
        name = os.fsencode(name)
        path = os.path.join(os.fsencode(self.path), name)
        with open(path, "wb") as out:
            out.write(text.encode() if isinstance(text, str) else text)
        return path

    def command(self, *args, settle="0.05", patience="20"):
        return [SCRIPT, "--url", self.site.daemon.url, "--token",
                self.site.token, "--settle", settle, "--patience", patience,
                *args, self.path]

    def run(self, *args, code=0, **options):
        """What it printed, its last line last."""
        done = subprocess.run(self.command(*args, **options), timeout=120,
                              stdin=subprocess.DEVNULL, text=True,
                              stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        assert done.returncode == code, done.stdout
        return done.stdout.splitlines()

    def begin(self, *args, **options):
        return subprocess.Popen(self.command(*args, **options), text=True,
                                stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT)

    def names(self, state=""):
        """What lies there, without stamps and without the four folders."""
        folder = os.path.join(self.path, state)
        names = sorted(os.listdir(os.fsencode(folder)))
        if not state:
            return [n for n in names if n not in
                    (b"claimed", b"checked", b"done", b"rejected")]
        assert all(STAMP.match(name) for name in names), names
        return sorted(STAMP.sub(b"", name) for name in names)

    def errors(self, name):
        """The rows of the error file beside a rejected file."""
        folder = os.path.join(self.path, "rejected")
        found = [n for n in os.listdir(folder)
                 if n.endswith(f"-{name}.errors.csv")]
        assert len(found) == 1, found
        with open(os.path.join(folder, found[0]), encoding="utf-8-sig",
                  newline="") as text:
            return list(csv.DictReader(text))


@pytest.fixture
def box(site, tmp_path):
    return Box(site, tmp_path / "box")


def counts(lines):
    """(imported, rows, rejected, skipped, left) of the summary."""
    found = SUMMARY.match(lines[-1])
    assert found, lines
    return tuple(int(n.replace(",", "")) for n in found.groups())


def awards(period, value, school="S1"):
    return f"{HEAD}{school},comp_awards,{period},{value}\n"


# --- what is fit ---

def test_kinds_in_the_order_they_need(box, site):
    """The figures come first by name and last in the import."""
    box.put("observations-a.csv", awards("2020", 7, "N9"))
    box.put("schools-z.csv", "code,name_zh,area\nN9,新校,T12\n")
    lines = box.run()
    assert counts(lines) == (2, 2, 0, 0, 0)
    assert re.match(r"imported  schools-z.csv: 1 rows: 1 new, 0 changed, "
                    r"0 as before; revision \d+, import ", lines[0])
    assert box.names() == [] and box.names("claimed") == []
    assert box.names("done") == [b"observations-a.csv", b"schools-z.csv"]
    assert site.imports()[-2:] == ["schools-z.csv", "observations-a.csv"]
    assert site.value("2020", "N9") == 7


def test_parameters_from_the_name(box, site):
    site.client.request(
        "PUT", "/v1/profiles/short", headers=["Content-Type: "
                                              "application/json"],
        body=b'{"constants":{"indicator":"comp_awards"},"columns":['
        b'{"header":"s","as":"school"},{"header":"v","as":"value"},'
        b'{"header":"p","as":"period"}]}')
    box.put("observations@period=2019@indicator=comp_awards~x@y.csv",
            "school,value\nS1,19\n")
    box.put("observations-b@short~1.csv", "s,p,v\nS1,2018,18\n")
    box.put("observations-c.xlsx", books.of_csv(
        observations(("S1", "comp_awards", "2015", 15))))
    box.put("observations.NDJSON", '{"school":"S1","indicator":"comp_awards",'
            '"period":"2017","value":17}\n')
    box.put("observations-[1]{a,b} 表.json",
            '[{"school":"S1","indicator":"comp_awards","period":"2016",'
            '"value":16}]')
    assert counts(box.run()) == (5, 5, 0, 0, 0)
    for year in (15, 16, 17, 18, 19):
        assert site.value(f"20{year}") == year
    assert "observations-[1]{a,b} 表.json" in site.imports()


def test_same_name_again_is_another_delivery(box, site):
    """The last of A, B, A is A: a key of name and hash alone would take the
    third for a repetition of the first."""
    for value in (1, 2, 1):
        box.put("observations.csv", awards("2015", value))
        assert counts(box.run()) == (1, 1, 0, 0, 0)
        assert site.value("2015") == value
    assert len(box.names("done")) == 3


def test_nothing_there_is_fine(box):
    lines = box.run("--mail", "exit 9")
    assert len(lines) == 1 and counts(lines) == (0, 0, 0, 0, 0)


# --- what is refused ---

def test_bad_rows_beside_good_files(box, site):
    box.put("observations-bad.csv",
            HEAD + "S1,comp_awards,2014,5\nS1,comp_awards,2014M13,5\n")
    box.put("observations-good.csv", awards("2013", 13))
    lines = box.run(code=1)
    assert counts(lines) == (1, 1, 1, 0, 0)
    assert any("rejected  observations-bad.csv: 1 faults, the first in line "
               "3, period: " in line for line in lines), lines
    error, = box.errors("observations-bad.csv")
    assert (error["line"], error["column"], error["value"]) == (
        "3", "period", "2014M13")
    assert b"observations-bad.csv" in box.names("rejected")
    assert site.value("2014") is None and site.value("2013") == 13


@pytest.mark.parametrize("name, word", [
    ("notes.csv", "kind of import"),
    ("observationsx.csv", "kind of import"),
    ("schools", "only .csv"),
    ("observations-1.ods", "only .csv"),
    ("schools@short.csv", "@short"),
    ("observations@a b.csv", "@a b"),
    ("observations@period=2013@period=2014.csv", "twice"),
    ("observations@p@q.csv", "twice")])
def test_name_that_says_nothing(box, name, word):
    box.put(name, awards("2013", 13))
    lines = box.run(code=1)
    assert lines[0].startswith(f"rejected  {name}: ") and word in lines[0]
    error, = box.errors(name)
    assert error["code"] == "bad_name" and word in error["message_en"]
    assert error["message_zh"]


def test_request_that_the_server_refuses(box):
    box.put("observations@nobody.csv", awards("2013", 13))
    box.put("observations@no-column=1.csv", awards("2013", 13))
    box.put("schools.csv", "")
    lines = box.run(code=1)
    assert counts(lines) == (0, 0, 3, 0, 0)
    assert any("nobody" in line for line in lines), lines
    assert box.errors("observations@nobody.csv")
    assert box.errors("schools.csv")


# --- what is let alone ---

ODD = [b"-rf.csv", b"--help", b"observations\n1.csv", b"observations\x1b.csv",
       b".observations.csv", b"observations\xff.csv",
       "observations\u202e.csv".encode(),
       b"observations-" + b"x" * 188 + b".csv"]


@pytest.mark.parametrize("name", ODD)
def test_odd_name(box, name):
    box.put(name, awards("2012", 12))
    box.put("observations-ok.csv", awards("2011", 11))
    lines = box.run()
    assert counts(lines) == (1, 1, 0, 1, 0)
    assert len(lines) == 3 and lines[0].startswith("skipped   ")
    assert "\x1b" not in lines[0] and "\u202e" not in lines[0]
    assert box.names() == [name]


def test_longest_name(box):
    box.put(b"observations-" + b"x" * 183 + b".csv", awards("2011", 11))
    assert counts(box.run()) == (1, 1, 0, 0, 0)


def test_odd_types(box, tmp_path):
    outside = tmp_path / "outside.csv"
    outside.write_text(awards("2012", 12))
    os.symlink(outside, os.path.join(box.path, "observations-link.csv"))
    os.symlink("/nowhere", os.path.join(box.path, "observations-gone.csv"))
    os.mkfifo(os.path.join(box.path, "observations-fifo.csv"))
    os.mkdir(os.path.join(box.path, "observations-folder.csv"))
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.join(box.path, "observations-socket.csv"))
    lines = box.run()
    assert counts(lines) == (0, 0, 0, 5, 0)
    text = "\n".join(lines)
    for word in ("a FIFO", "a folder", "a socket"):
        assert text.count(f": {word}\n") == 1, text
    assert text.count(": a symbolic link\n") == 2
    assert len(box.names()) == 5 and outside.exists()


def test_growing_file_is_for_later(box, site):
    path = box.put("observations-grow.csv", awards("2010", 1))
    ended = threading.Event()

    def grow():
        while not ended.wait(0.05):
            with open(path, "ab") as out:
                out.write(b"S2,comp_awards,2010,1\n")
                out.truncate(200)

    def touch():
        while not ended.wait(0.05):
            os.utime(path)

    for change in (grow, touch):
        ended.clear()
        writer = threading.Thread(target=change)
        writer.start()
        try:
            lines = box.run(settle="0.5")
        finally:
            ended.set()
            writer.join()
        assert counts(lines) == (0, 0, 0, 1, 0)
        assert "observations-grow.csv: it is still changing" in lines[0]
        assert box.names() == [b"observations-grow.csv"]
    box.put("observations-grow.csv", awards("2010", 10))
    assert counts(box.run()) == (1, 1, 0, 0, 0)
    assert site.value("2010") == 10


def test_strangers_in_its_folders(box):
    box.run()
    with open(os.path.join(box.path, "claimed/x.csv"), "w") as out:
        out.write("x")
    lines = box.run()
    assert "x.csv: not put there by this job" in lines[0]
    os.rmdir(os.path.join(box.path, "checked"))
    os.symlink("/tmp", os.path.join(box.path, "checked"))
    assert "stopped: " in box.run(code=3)[0]


# --- usage ---

def test_dry_run_changes_nothing(box, site):
    box.put("observations-1.csv", awards("2009", 9))
    box.put("what.csv", "x")
    before = site.imports()
    lines = box.run("--dry-run", "--mail", "touch mailed; exit 1", code=1)
    assert "import    observations-1.csv: observations" in lines
    assert any(line.startswith("reject    what.csv: ") for line in lines)
    assert lines[-1].endswith("(dry run)")
    assert sorted(os.listdir(box.path)) == ["observations-1.csv", "what.csv"]
    assert site.imports() == before and site.value("2009") is None


def test_two_at_once(box):
    box.put("observations-1.csv", awards("2008", 8))
    first = box.begin(settle="3")
    held = os.open(box.path, os.O_RDONLY)
    try:
        until = time.monotonic() + 10
        while _free(held):
            assert time.monotonic() < until and first.poll() is None
            time.sleep(0.02)
        assert "another instance works on" in box.run(code=4)[0]
    finally:
        os.close(held)
        out, _ = first.communicate(timeout=60)
    assert first.returncode == 0 and "1 imported" in out


def _free(handle):
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    fcntl.flock(handle, fcntl.LOCK_UN)
    return True


def test_wrong_usage(box, site, tmp_path):
    assert subprocess.run([SCRIPT], stdin=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL).returncode == 2
    assert "not a URL" in box.run("--url", "ftp://x", code=2)[0]
    loose = tmp_path / "loose"
    loose.write_text("secret\n")
    loose.chmod(0o640)
    assert "chmod 600" in box.run("--token", str(loose), code=2)[0]
    assert "no token" in box.run("--token", "/nowhere", code=2)[0]
    loose.chmod(0o600)
    loose.write_text("two\nlines\n")
    assert "not a token" in box.run("--token", str(loose), code=2)[0]
    box.path = "/nowhere"
    assert "/nowhere" in box.run(code=2)[0]


def test_token_that_the_server_does_not_know(box, tmp_path):
    wrong = tmp_path / "wrong"
    wrong.write_text("x" * 43 + "\n")
    wrong.chmod(0o600)
    box.put("observations-1.csv", awards("2007", 7))
    box.put("observations-2.csv", awards("2007", 7, "S2"))
    lines = box.run("--token", str(wrong), code=3)
    assert lines[0].startswith("stopped: 401")
    assert counts(lines) == (0, 0, 0, 0, 2)
    assert counts(box.run()) == (2, 2, 0, 0, 0)


def test_server_away(box, site):
    box.put("observations-1.csv", awards("2007", 8))
    site.daemon.stop()
    try:
        lines = box.run(patience="1", code=3)
    finally:
        site.daemon.start()
    assert lines[0].startswith("stopped: no answer: ")
    assert counts(lines) == (0, 0, 0, 0, 1)
    assert counts(box.run()) == (1, 1, 0, 0, 0)


@pytest.mark.parametrize("status", [200, 301, 404])
def test_somebody_elses_server(box, status):
    """Neither its 200 nor its 404 says anything about a file."""
    class Other(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(b"<html>welcome</html>")

        def log_message(self, *_):
            pass

    box.put("observations-1.csv", awards("2004", 4))
    with http.server.HTTPServer(("127.0.0.1", 0), Other) as other:
        threading.Thread(target=other.serve_forever).start()
        lines = box.run("--url", f"http://127.0.0.1:{other.server_port}",
                        patience="0", code=3)
        other.shutdown()
    assert f"HTTP {status} from something that is not tvetstat" in lines[0]
    assert box.names("claimed") == [b"observations-1.csv"]
    assert counts(box.run()) == (1, 1, 0, 0, 0)


def test_mail_has_all_and_the_summary(box, tmp_path):
    mail = tmp_path / "mail"
    box.put("observations-1.csv", awards("2006", 6))
    box.put("what.csv", "x")
    command = f'echo "subject $NIGHTLY_SUMMARY" >"{mail}"; cat >>"{mail}"'
    lines = box.run("--mail", command, code=1)
    text = mail.read_text().splitlines()
    assert text == ["subject " + lines[-1], *lines]
    box.put("observations-1.csv", awards("2006", 6))
    lines = box.run("--mail", "exit 3", code=5)
    assert lines[-1] == "nightly-import: the mail command failed"


# --- progress ---

def at_terminal(command):
    """What a person sees on standard error."""
    ours, theirs = pty.openpty()
    done = subprocess.Popen(command, stdin=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    seen = b""
    try:
        while block := os.read(ours, 65536):
            seen += block
    except OSError:  # the last one has closed it
        pass
    os.close(ours)
    done.wait(timeout=60)
    return seen.decode("utf-8", "replace")


@pytest.mark.parametrize("size, shows", [(5 << 20, True), (1000, False)])
def test_progress_of_large_files_at_a_terminal(box, site, size, shows):
    """The same bar from both who send files."""
    path = os.fsdecode(box.put("observations-1.csv", "x" * size))
    lib = os.path.join(TOP, "scripts/lib")
    seen = at_terminal(["bash", "-c", '. "$0/say.sh"; . "$0/import.sh"; '
                        'import_file "$@"', lib, site.daemon.url, site.token,
                        "observations", path])
    assert ("100.0%" in seen) is shows, seen
    seen = at_terminal(box.command())
    assert ("100.0%" in seen) is shows, seen
    assert b"observations-1.csv" in box.names("rejected")


# --- killed ---

def revive(site, box, state):
    """As if it had been killed after the answer and before the move."""
    done = os.path.join(box.path, "done")
    for name in os.listdir(done):
        os.rename(os.path.join(done, name),
                  os.path.join(box.path, state, name))


def test_answered_and_not_moved(box, site):
    box.put("observations-1.csv", awards("2005", 5))
    box.run()
    before = site.imports()
    # Since then another file has said otherwise: that must stand.
    site.client.load("observations", awards("2005", 6))
    revive(site, box, "checked")
    lines = box.run()
    assert "(acknowledged earlier)" in lines[0]
    assert site.imports() == before and site.value("2005") == 6
    assert box.names("done") == [b"observations-1.csv"]


class Storm:
    """Deliveries, and kills at random moments."""

    def __init__(self, site, box, seed):
        self.site = site
        self.box = box
        self.random = random.Random(seed)
        self.sent = {}
        self.bad = set()
        self.acknowledged = set()
        self.killed = 0
        # Seconds; follows the job, so that about every second kill is in time.
        self.latest = 0.6
        self.kills = {"job": 0, "daemon": 0, "postgres": 0}
        # Where a killed job left a file.
        self.caught = {"claimed": 0, "checked": 0}

    def deliver(self, count):
        for _ in range(count):
            at = len(self.sent) + len(self.bad)
            name = f"observations-{at:04}.csv"
            if at % 7 == 3:
                self.bad.add(name)
                self.box.put(name, awards("2099", 1))
                continue
            rows = [f"S{1 + i % 3},comp_awards,{1950 + i // 3},{at + 1}"
                    for i in range(90)]
            self.sent[name] = at + 1
            self.box.put(name, HEAD + "\n".join(rows) + "\n")

    def note(self, text):
        self.acknowledged |= set(re.findall(r"^imported +(\S+):", text,
                                            re.M))

    def kill_once(self):
        self.deliver(2)
        job = self.box.begin(settle="0")
        time.sleep(self.random.uniform(0.02, self.latest))
        self.killed += 1
        if self.killed % DAEMON_KILL_EVERY == 0:
            self.kill_daemon()
        if self.killed % POSTGRES_KILL_EVERY == 0:
            self.kill_postgres()
        running = job.poll() is None
        job.send_signal(signal.SIGKILL)
        out, _ = job.communicate(timeout=60)
        self.note(out)
        self.kills["job"] += running
        self.latest = max(0.05, self.latest * (1.1 if running else 0.9))
        for state in self.caught:
            folder = os.path.join(self.box.path, state)
            self.caught[state] += (os.path.isdir(folder) and
                                   len(os.listdir(folder)))

    def kill_daemon(self):
        self.kills["daemon"] += 1
        self.site.daemon.kill()
        self.site.daemon.start()

    def kill_postgres(self):
        self.kills["postgres"] += 1
        cluster = self.site.daemon.cluster
        with open(os.path.join(cluster.folder,
                               "data/postmaster.pid")) as lines:
            os.kill(int(lines.readline()), signal.SIGKILL)
        cluster.start()


def test_killed_at_random_moments(box, site):
    seed = int(time.time())
    storm = Storm(site, box, seed)
    before = site.imports()
    while storm.kills["job"] < KILLS:
        storm.kill_once()
        assert storm.killed < 3 * KILLS, "it ends before it can be killed"
    out = box.run(settle="0", code=1 if bad_left(box, storm) else 0)
    storm.note("\n".join(out))
    committed = site.imports()[len(before):]
    print(f"seed {seed}: kills {storm.kills}, files caught {storm.caught}, "
          f"{len(storm.sent)} good files, {len(committed)} imports, "
          f"{len(storm.bad)} bad files")
    assert sorted(committed) == sorted(storm.sent), seed
    assert storm.acknowledged <= set(committed)
    assert box.names("done") == sorted(map(str.encode, storm.sent))
    for state in ("", "claimed", "checked"):
        assert box.names(state) == [], state
    rejected = box.names("rejected")
    assert rejected == sorted(
        name.encode() + end for name in storm.bad
        for end in (b"", b".errors.csv"))
    # Whole files only: every cell has the value of the last one.
    last = storm.sent[committed[-1]]
    for year in (1950, 1979):
        for school in ("S1", "S2", "S3"):
            assert site.value(str(year), school) == last


def bad_left(box, storm):
    return any(name.decode() in storm.bad
               for state in ("", "claimed") for name in box.names(state))


# --- what is installed ---

def test_kinds_are_those_of_the_api():
    sys.path.insert(0, os.path.join(TOP, "scripts"))
    from nightly_import.names import KINDS
    assert sorted(KINDS) == sorted(
        OpenApi.load().document["components"]["schemas"]["ImportKind"]
        ["enum"])


def test_forms_and_workbooks_have_names():
    sys.path.insert(0, os.path.join(TOP, "scripts"))
    from nightly_import.names import parse
    plan = parse("forms-S1@train_monthly@period=2024M08.xlsx")
    assert (plan.kind, plan.query) == (
        "forms", [("form", "train_monthly"), ("default.period", "2024M08")])
    assert plan.type.endswith("spreadsheetml.sheet")
    assert parse("schools-2024.xls").type == "application/vnd.ms-excel"


def test_units_are_sound():
    """The options of the unit are the script's."""
    etc = os.path.join(TOP, "daemon/etc")
    with open(os.path.join(etc, "tvetstat-nightly.service")) as unit:
        text = unit.read()
    usage = subprocess.run([SCRIPT, "--help"], stdout=subprocess.PIPE,
                           stdin=subprocess.DEVNULL, text=True).stdout
    command = re.search(r"^ExecStart=(.*)$", text, re.M).group(1)
    for option in re.findall(r"--[a-z-]+", command):
        assert option in usage, option
    with open(os.path.join(etc, "tvetstat-nightly.timer")) as timer:
        assert "OnCalendar=" in timer.read()
    assert stat.S_IMODE(os.stat(SCRIPT).st_mode) & 0o111
