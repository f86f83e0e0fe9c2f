"""scripts/lib/tally.py: what counts as passed and what as failed."""
import json
import os
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))


def tally(tmp_path, text, name="x.log"):
    log = tmp_path / name
    log.write_text(text, encoding="utf-8")
    out = subprocess.run(
        [sys.executable, os.path.join(TOP, "scripts/lib/tally.py"), str(log)],
        check=True, stdout=subprocess.PIPE, timeout=20).stdout
    return tuple(int(n) for n in out.split())


def meson(*tests):
    return "".join(json.dumps(dict(zip(("name", "result", "stdout"), t)))
                   + "\n" for t in tests)


def test_check_lines_are_added_up(tmp_path):
    assert tally(tmp_path, "100%: Checks: 12, Failures: 0, Errors: 0\n"
                 "80%: Checks: 10, Failures: 1, Errors: 1\n") == (20, 2)


def test_pytest_with_and_without_bars(tmp_path):
    assert tally(tmp_path, "42 passed in 7.69s\n") == (42, 0)
    assert tally(tmp_path, "== 2 failed, 3 passed, 1 error in 0.10s ==\n"
                 ) == (3, 3)


def test_minutes_and_warnings(tmp_path):
    assert tally(tmp_path, "7 passed, 2 warnings in 61.20s (0:01:01)\n"
                 ) == (7, 0)


def test_skipped_did_not_run(tmp_path):
    assert tally(tmp_path, "1 passed, 4 skipped in 0.5s\n") == (1, 4)


def test_nothing_counts_nothing(tmp_path):
    assert tally(tmp_path, "no tests ran in 0.01s\n") == (0, 0)


def test_crash_in_meson_is_a_failure(tmp_path):
    log = meson(("a", "OK", "100%: Checks: 5, Failures: 0, Errors: 0\n"),
                ("b", "FAIL", ""), ("c", "TIMEOUT", ""), ("d", "OK", ""))
    assert tally(tmp_path, log, "testlog.json") == (6, 2)
