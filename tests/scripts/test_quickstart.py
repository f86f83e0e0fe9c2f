"""scripts/quickstart and scripts/load-taiwan, as a newcomer runs them."""
import json
import os
import re
import signal
import socket
import stat
import subprocess
import time

import pytest

TOP = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
SCRIPTS = os.path.join(TOP, "scripts")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Quickstart:
    def __init__(self, state, *args, port=None):
        self.state = str(state)
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.env = {**os.environ, "TVETSTAT_PORT": str(self.port),
                    "TVETSTAT_STATE": self.state}
        self.process = subprocess.Popen(
            [os.path.join(SCRIPTS, "quickstart"), *args], env=self.env,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True)
        self.lines = []

    def wait(self, seconds=300):
        """Until it invites; what it printed."""
        until = time.monotonic() + seconds
        for line in self.process.stdout:
            self.lines.append(line)
            if "try: " in line:
                return "".join(self.lines)
            assert time.monotonic() < until, "".join(self.lines)
        raise AssertionError("it ended: " + "".join(self.lines))

    def stop(self, number=signal.SIGINT):
        if self.process.poll() is None:
            self.process.send_signal(number)
        out, _ = self.process.communicate(timeout=60)
        self.lines.append(out)
        return self.process.returncode

    def get(self, path):
        return json.loads(subprocess.run(
            ["curl", "-sS", "--noproxy", "*", "--fail-with-body",
             self.url + path], check=True, stdout=subprocess.PIPE,
            timeout=60).stdout)


@pytest.fixture
def start(tmp_path):
    made = []

    def make(state, *args, **options):
        made.append(Quickstart(tmp_path / state, *args, **options))
        return made[-1]

    yield make
    for one in made:
        one.stop(signal.SIGTERM)
    # A killed one leaves its cluster to the next, and there was none.
    for one in made:
        subprocess.run([os.path.join(SCRIPTS, "cluster"), "stop",
                        os.path.join(one.state, "postgres"), "immediate"],
                       stdin=subprocess.DEVNULL, timeout=60)
    assert not left_running(str(tmp_path)), "something was left running"


def left_running(state):
    """Processes whose command line names the state directory."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as line:
                command = line.read().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if state in command and int(pid) != os.getpid():
            found.append(command)
    return found


def last_line_command(text):
    return re.search(r"try: (curl '.*')$", text.strip()).group(1)


def test_help_says_what_it_needs():
    for script in ("quickstart", "test", "bench", "cluster", "demo-city",
                   "load-taiwan", "nightly-import"):
        done = subprocess.run([os.path.join(SCRIPTS, script), "--help"],
                              stdin=subprocess.DEVNULL, timeout=20,
                              stdout=subprocess.PIPE, text=True)
        assert done.returncode == 0, script
        assert "usage" in done.stdout and "eeds" in done.stdout, script


def test_unknown_option_is_refused():
    done = subprocess.run([os.path.join(SCRIPTS, "quickstart"), "--nonsense"],
                          stdin=subprocess.DEVNULL, timeout=20,
                          stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL)
    assert done.returncode == 2


def indicators_without_figures(one):
    """Sums and ratios that the demo city says nothing about."""
    missing = []
    periods = {"month": "2024M06", "calendar_year": "2024",
               "school_year": "2023AY", "point_in_time": "2024-09-01"}
    for row in one.get("/v1/indicators")["indicators"]:
        if row["agg_schools"] not in ("sum", "ratio_of_sums"):
            continue
        if row["agg_time"] == "flow_ytd_over_stock_last":
            continue  # a year of months over one day: not read yet
        reply = one.get(f"/v1/data?indicator={row['code']}&area=990100"
                        f"&period={periods[row['period_type']]}")
        at = [c["id"] for c in reply["columns"]].index("value")
        if not reply["rows"] or reply["rows"][0][at] is None:
            missing.append(row["code"])
    return missing


def test_demo_city_is_served_and_kept(start):
    one = start("state")
    text = one.wait()
    answer = json.loads(subprocess.run(
        last_line_command(text), shell=True, check=True, timeout=60,
        stdout=subprocess.PIPE).stdout)
    assert len(answer["rows"]) == 2
    assert "synthetic" in json.dumps(answer["meta"])
    token = os.path.join(one.state, "admin.token")
    assert stat.S_IMODE(os.stat(token).st_mode) == 0o600
    schools = one.get("/v1/schools?area=990100")["schools"]
    assert 38 <= len(schools) <= 42
    assert indicators_without_figures(one) == []
    with open(token, encoding="ascii") as file:
        secret = file.read()
    assert one.stop() == 130
    # Again on the same state: nothing is made or imported twice.
    two = start("state")
    again = two.wait()
    assert "observations-" not in again and "creating" not in again
    assert two.get("/v1/schools?area=990100")["schools"] == schools
    with open(token, encoding="ascii") as file:
        assert file.read() == secret
    assert two.stop(signal.SIGTERM) == 143


def test_two_side_by_side_and_an_empty_one(start):
    one = start("one", "--empty")
    two = start("two", "--empty")
    one.wait()
    two.wait()
    for each in (one, two):
        assert each.get("/v1/schools")["schools"] == []
        assert len(each.get("/v1/indicators")["indicators"]) == 65
        reply = each.get("/v1/indicators")
        assert "synthetic" not in json.dumps(reply["meta"])


def test_empty_stays_empty(start):
    one = start("state", "--empty")
    one.wait()
    one.stop()
    two = start("state")
    assert "begun with --empty" in two.wait()
    assert two.get("/v1/schools")["schools"] == []


def test_one_instance_per_state(start, tmp_path):
    start("state", "--empty").wait()
    other = start("state", "--empty")
    assert other.process.wait(timeout=60) == 1
    assert "another quickstart is running" in other.process.stdout.read()


def test_taken_port_is_said(start):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        one = start("state", "--empty", port=port)
        assert one.process.wait(timeout=60) == 1
        text = one.process.stdout.read()
    assert f"port {port} " in text and f"TVETSTAT_PORT={port + 1}" in text


def test_killed_quickstart_is_taken_over(start):
    one = start("state", "--empty")
    one.wait()
    one.stop(signal.SIGKILL)
    two = start("state", "--empty", port=one.port + 1
                if one.port < 65000 else None)
    two.wait()
    assert two.get("/v1/indicators")["indicators"]


def test_long_state_path(start, tmp_path):
    """Too long for a socket in it: that is put elsewhere."""
    here = len(str(tmp_path))
    one = start("x" * (140 - here), "--empty")
    one.wait()
    assert one.get("/v1/indicators")["indicators"]
    one.stop()
    two = start("x" * (160 - here), "--empty")
    assert two.process.wait(timeout=60) == 1
    assert "too long" in two.process.stdout.read()


def test_taiwan_as_the_readme_says(start):
    one = start("state", "--empty")
    one.wait()
    done = subprocess.run([os.path.join(SCRIPTS, "load-taiwan")],
                          env=one.env, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, timeout=120)
    assert done.returncode == 0, done.stdout
    answer = subprocess.run(last_line_command(done.stdout), shell=True,
                            check=True, stdout=subprocess.PIPE,
                            timeout=60).stdout.decode()
    row = json.loads(answer)["rows"][0]
    assert row == ["students", "TW", "2018AY", 1244822, 1273894, -29072,
                   -2.28, None, "OK", "A", 153, row[11]]
    for name in ("README.md", "README.zh-CN.md"):
        with open(os.path.join(TOP, name), encoding="utf-8") as readme:
            shown = re.search(r'"rows":(\[\[.*?\]\])', readme.read())
        assert json.loads(shown.group(1)) == [row], name
