#!/usr/bin/python3
"""Adds up what Check and pytest printed: `passed failed` on one line.

usage: tally.py FILE...   testlog.json of meson, or the output of pytest
"""
import json
import re
import sys

CHECK = re.compile(
    r"^\d+%: Checks: (\d+), Failures: (\d+), Errors: (\d+)$", re.M)
# 42 passed, 1 failed in 7.69s; with or without bars of = around it.
PYTEST = re.compile(r"^[= ]*((?:\d+ \w+,? ?)+)in [\d.]+s.*$", re.M)


def of_check(text):
    passed = failed = 0
    for checks, failures, errors in CHECK.findall(text):
        bad = int(failures) + int(errors)
        passed += int(checks) - bad
        failed += bad
    return passed, failed


def of_pytest(text):
    """What was skipped did not run, and what did not run failed."""
    passed = failed = 0
    for summary in PYTEST.findall(text):
        for count, word in re.findall(r"(\d+) (\w+)", summary):
            if word == "passed":
                passed += int(count)
            elif word in ("failed", "error", "errors", "skipped"):
                failed += int(count)
    return passed, failed


def of_text(text):
    one, other = of_check(text), of_pytest(text)
    return one[0] + other[0], one[1] + other[1]


def of_meson(lines):
    passed = failed = 0
    for line in lines:
        test = json.loads(line)
        good, bad = of_text(test.get("stdout", ""))
        ok = test["result"] == "OK"
        if ok and good + bad == 0:
            good = 1  # a test without numbers of its own
        if not ok and bad == 0:
            bad = 1  # crashed or ran out of time
        passed += good
        failed += bad
    return passed, failed


def main():
    passed = failed = 0
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8", errors="replace") as log:
            good, bad = (of_meson(log) if path.endswith(".json")
                         else of_text(log.read()))
        passed += good
        failed += bad
    print(passed, failed)


if __name__ == "__main__":
    main()
