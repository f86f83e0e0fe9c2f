"""What the rules find in random returns is what plain loops find."""
import random
from collections import Counter

import pytest

from lib import findings, world

ROUNDS = 30
MONTHS = [f"2022M{m:02}" for m in range(1, 13)] + ["2023M01", "2023M02"]
TRAINING = ("train_persontimes", "train_persontimes_subsidised",
            "train_persontimes_key")
OTHERS = ("skill_assessed", "skill_certs")
DETAILS = [(), (("gender", "1"),), (("gender", "2"),),
           (("train_type", "upskill"),), (("train_type", "other"),),
           (("key_group", "migrant"),), (("key_group", "none"),),
           (("gender", "1"), ("train_type", "upskill")),
           (("gender", "1"), ("key_group", "migrant"))]
COLUMNS = ("gender", "train_type", "key_group")
SEEN = Counter()


@pytest.fixture(scope="module", autouse=True)
def small_world(server):
    world.load(server.admin)
    server.admin.load(
        "schools", "code,name_zh,name_en,level,type,ownership,area,opened,"
        "closed\n" + "".join(f"Q{n}_{k},校,,sv,361,public,T11,,\n"
                             for n in range(ROUNDS) for k in range(4)))


def number(chance, base):
    """About the base; sometimes equal to it, round, far off, or nothing."""
    kind = chance.random()
    if kind < 0.3:
        return base
    if kind < 0.5:
        return round(base, -1)
    if kind < 0.6:
        return 0
    if kind < 0.7:
        return base * chance.choice((2, 3)) + chance.randint(0, 3)
    return max(0, base + chance.randint(-12, 12))


def some_months(chance, school, periods):
    out = {}
    details = chance.sample(DETAILS, chance.randint(1, len(DETAILS)))
    for indicator in chance.sample(TRAINING, chance.randint(1, 3)):
        for period in periods:
            for detail in details:
                if chance.random() < 0.85:
                    base = 200 if not detail else 100
                    out[(school, indicator, period, frozenset(detail))] = \
                        number(chance, base)
    for indicator in OTHERS:
        for period in periods:
            out[(school, indicator, period, findings.NOTHING)] = number(
                chance, 70)
    return out


def some_sums(chance, school):
    """Cumulative figures, in a year that is nobody's last year: the store
    makes months of them, which are figures like others."""
    return {(school, "train_persontimes_key", f"2019M{m:02}ytd",
             findings.NOTHING): 70 + 40 * m + chance.randint(-60, 60)
            for m in chance.sample(range(1, 13), 6)}


def some_stocks(chance, school):
    return {(school, i, p, findings.NOTHING): number(chance, base)
            for i, p, base in (
                ("students_sv", "2021-09-01", 1000),
                ("students_sv", "2022-09-01", 1000),
                ("enrol_sv", "2021AY", 300), ("enrol_sv", "2022AY", 300),
                ("grads_sv", "2021AY", 300), ("grads_sv", "2022AY", 300))
            if chance.random() < 0.9}


def as_csv(figures):
    """The text, and the line of each key."""
    lines = ["school,indicator,period,basis," + ",".join(COLUMNS) + ",value"]
    at = {}
    for key, value in figures.items():
        school, indicator, period, members = key
        row = dict(members)
        basis = "ytd" if period.endswith("ytd") else ""
        lines.append(",".join([school, indicator, period[:10].replace(
            "ytd", ""), basis, *(row.get(c, "") for c in COLUMNS),
            str(value)]))
        at[key] = len(lines)
    return "\n".join(lines) + "\n", at


def draw(chance, which):
    """What is stored, and the file."""
    stored, file = {}, {}
    for school in (f"Q{which}_{k}" for k in range(4)):
        history = some_months(chance, school, MONTHS[:-2])
        fresh = some_months(chance, school, MONTHS[-2:])
        for part in (history, some_sums(chance, school),
                     some_stocks(chance, school)):
            for key, value in part.items():
                into = file if chance.random() < 0.15 else stored
                into[key] = value
        if chance.random() < 0.3:  # copied forward
            for key in fresh:
                old = (*key[:2], "2022M12", key[3])
                if key[2] == "2023M01" and old in history:
                    fresh[key] = history[old]
        for key, value in fresh.items():
            into = stored if chance.random() < 0.15 else file
            into[key] = value
        for key in chance.sample(sorted(stored, key=str), 5):
            file[key] = number(chance, stored[key])
    items = list(file.items())
    chance.shuffle(items)
    return stored, dict(items)


def found(reply):
    if reply.status == 200:
        return []
    assert reply.status == 422, reply
    assert reply.json["error_count"] <= 1000
    assert {e["code"] for e in reply.json["errors"]} == {"rule_broken"}
    return sorted((e["rule"], e["line"]) for e in reply.json["errors"]
                  if e["rule"] in findings.RULES)


@pytest.mark.parametrize("which", range(ROUNDS))
def test_rules_find_what_plain_loops_find(server, which):
    chance = random.Random(f"rules {which}")
    stored, file = draw(chance, which)
    server.admin.load("observations", as_csv(stored)[0])
    text, lines = as_csv(file)
    reply = server.admin.upload("observations", text, rules="on",
                                mode="validate")
    expected = findings.findings(
        stored, {key: (lines[key], value) for key, value in file.items()})
    assert found(reply) == expected
    SEEN.update(rule for rule, _ in expected)


def test_every_rule_was_broken_many_times():
    assert set(SEEN) == set(findings.RULES)
    assert min(SEEN.values()) >= 5, SEEN
