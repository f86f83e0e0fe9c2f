"""mode=validate says what would change: held against /v1/data before and
after the same import, over random files."""
import random
import time

import pytest

from lib import world
from lib.world import observations

AREAS = ("CN", "T1", "T11", "T12")
SCHOOLS = ("S1", "S2", "S3")
# indicator: the periods that are reported, and those that are asked for
WORLD = {
    "comp_awards": (["2019", "2020", "2021"],
                    ["2019", "2020", "2021", "2022"]),
    "grads_sv": (["2019AY", "2020AY"], ["2019AY", "2020AY", "2021AY"]),
    "grads_sv_to_hv": (["2019AY", "2020AY"], ["2019AY", "2020AY", "2021AY"]),
    "train_persontimes": (
        [f"{y}M{m:02}" for y in (2020, 2021) for m in range(1, 13)],
        [f"{y}M{m:02}" for y in (2020, 2021, 2022) for m in range(1, 13)]),
    "students_ft": (["2020-09-01", "2021-09-01"],
                    ["2020-09-01", "2021-09-01", "2022-09-01"]),
    "teachers_dual": (["2020-09-01", "2021-09-01"],
                      ["2020-09-01", "2021-09-01", "2022-09-01"]),
    "teachers_major": (["2020-09-01", "2021-09-01"],
                       ["2020-09-01", "2021-09-01", "2022-09-01"]),
}
RATIOS = {"adv_rate_hv": ["2019AY", "2020AY", "2021AY"],
          "dual_share_major": ["2020-09-01", "2021-09-01", "2022-09-01"]}
SIDE = ("value", "status", "base", "change_abs", "change_pct", "change_pp",
        "reason")


@pytest.fixture(scope="module", autouse=True)
def small_world(server):
    world.load(server.admin)


def questions():
    for indicator, (_, periods) in WORLD.items():
        yield indicator, periods
        if indicator == "train_persontimes":
            yield indicator, ["2020", "2021", "2022"]
    for indicator, periods in RATIOS.items():
        yield indicator, periods


def figures(client):
    """(indicator, area, period): what /v1/data says."""
    found = {}
    for indicator, periods in questions():
        reply = client.get("/v1/data", indicator=indicator,
                           period=",".join(periods), area=",".join(AREAS),
                           compare="prev_year")
        if reply.status == 422:
            continue
        assert reply.status == 200, reply
        for row in reply.rows():
            key = (indicator, row["area"], row["period"])
            found[key] = tuple(row[name] for name in SIDE)
    return found


def side(one):
    return tuple(one[name] for name in SIDE)


def keys_of(impact):
    return [(row["indicator"], row["area"], row["period"])
            for row in impact["rows"]]


def read(client, keys):
    """What /v1/data says of figures, one question for each period."""
    found = {}
    for indicator, period in {(i, p) for i, _, p in keys}:
        for row in client.data(indicator=indicator, period=period,
                               area=",".join(AREAS),
                               compare="prev_year").rows():
            found[indicator, row["area"], period] = tuple(
                row[name] for name in SIDE)
    return found


def is_nothing(one):
    return one["value"] is None and one["base"] is None


def check(impact, before, after):
    """Every row is what is read."""
    keys = keys_of(impact)
    assert len(set(keys)) == len(keys) == impact["row_count"]
    for key, row in zip(keys, impact["rows"]):
        assert any(row[s]["value"] is not None for s in ("before", "after"))
        for name, found in (("before", before), ("after", after)):
            if key in found:
                assert side(row[name]) == found[key], (key, name)
            else:
                assert is_nothing(row[name]), (key, name)
        changes = [row[s]["change_pp"] if row[s]["change_pp"] is not None
                   else row[s]["change_abs"] for s in ("before", "after")]
        assert row["sign_flip"] == (None not in changes and
                                    changes[0] * changes[1] < 0)


def check_all_told(impact, before, after):
    """Every figure that differs has a row."""
    differ = {key for key in before.keys() | after.keys()
              if before.get(key) != after.get(key) and
              any(found[key][0] is not None for found in (before, after)
                  if key in found)}
    assert differ <= set(keys_of(impact)), differ - set(keys_of(impact))


def present(client):
    """(indicator, period): schools with a value."""
    found = {}
    for indicator, (reported, periods) in WORLD.items():
        for row in client.data(indicator=indicator, period=",".join(periods),
                               area="T1", by="school").rows():
            if row["value"] is not None:
                found.setdefault((indicator, row["period"]), set()).add(
                    row["school"])
    return found


def year_before(period):
    return str(int(period[:4]) - 1) + period[4:]


def panels(found):
    return {(i, p): schools & found[i, year_before(p)]
            for (i, p), schools in found.items()
            if (i, year_before(p)) in found}


def check_panels(impact, before, after):
    before, after = panels(before), panels(after)
    wanted = {}
    for key in before.keys() | after.keys():
        entered = after.get(key, set()) - before.get(key, set())
        left = before.get(key, set()) - after.get(key, set())
        if entered or left:
            wanted[key] = (sorted(entered), sorted(left))
    told = {(p["indicator"], p["period"]): (p["entered"]["schools"],
                                            p["left"]["schools"])
            for p in impact["panels"]}
    assert told == wanted
    for panel in impact["panels"]:
        for way in ("entered", "left"):
            assert panel[way]["count"] == len(panel[way]["schools"])


def random_file(chance):
    rows = {("S1", "comp_awards", "2019", ""): (
        "S1", "comp_awards", "2019", "", "", chance.randrange(3))}
    for _ in range(chance.randrange(25)):
        indicator = chance.choice(list(WORLD))
        period = chance.choice(WORLD[indicator][0])
        school = chance.choice(SCHOOLS)
        gender = chance.choice(["", "", "1", "2"]) if indicator in (
            "grads_sv", "students_ft") else ""
        status = chance.choice(["", "", "", "P", "E", "M"])
        value = "" if status == "M" else chance.choice([0, 1, 5, 40, 1000])
        key = (school, indicator, period, gender)
        rows[key] = (*key, status, value)
    return rows.values()


def test_random_imports_and_reverts(server):
    admin = server.admin
    chance = random.Random(20241127)
    made = []
    kept = flips = undone = 0
    for _ in range(25):
        if made and chance.random() < 0.25:
            path, body = f"/v1/imports/{made.pop()}/revert", None
            headers = []
        else:
            path = "/v1/imports/observations"
            body = observations(*random_file(chance),
                                columns=("gender", "status")).encode()
            headers = ["Content-Type: text/csv"]
        checked = admin.request("POST", path, body=body, headers=headers,
                                mode="validate")
        if checked.status == 409:
            continue
        assert checked.status == 200, checked
        impact = checked.json.get("impact")
        keys = keys_of(impact) if impact else []
        before = read(admin, keys), figures(admin), present(admin)
        done = admin.request("POST", path, body=body, headers=headers)
        assert done.status == 201, done
        after = read(admin, keys), figures(admin), present(admin)
        if impact is None:
            assert before == after
            continue
        undone += body is None
        if body is not None:
            made.append(done.json["id"])
        check(impact, before[0], after[0])
        check_all_told(impact, before[1], after[1])
        check_panels(impact, before[2], after[2])
        kept += len(keys)
        flips += sum(row["sign_flip"] for row in impact["rows"])
    assert kept > 500 and flips > 5 and undone > 2, (kept, flips, undone)


def test_most_affected_first(server):
    admin = server.admin
    admin.load("observations", observations(
        ("S1", "comp_awards", "2015", 10),
        ("S1", "comp_awards", "2016", 12), ("S3", "comp_awards", "2016", 5)))
    impact = admin.upload("observations", observations(
        ("S1", "comp_awards", "2016", 8), ("S3", "comp_awards", "2016", 6)),
        mode="validate").json["impact"]
    rows = [(r["area"], r["period"], r["sign_flip"]) for r in impact["rows"]]
    assert rows[0] == ("T11", "2016", True)
    first = impact["rows"][0]
    assert (first["before"]["change_abs"], first["after"]["change_abs"]) == (
        2, -2)
    assert first["after"]["change_pct"] == -20
    assert ("T12", "2016", False) in rows


def test_nothing_is_stored_and_nobody_else_is_told(server):
    admin = server.admin
    revision = admin.ok("/v1/areas").json["meta"]["revision"]
    body = observations(("S1", "comp_awards", "2014", 10))
    reply = admin.upload("observations", body, mode="validate")
    assert reply.json["impact"]["rows"][0]["after"]["value"] == 10
    assert admin.data(indicator="comp_awards", period="2014",
                      area="T1").json["rows"] == []
    assert admin.ok("/v1/areas").json["meta"]["revision"] == revision
    unchanged = admin.load("observations", body)
    assert "impact" not in unchanged
    again = admin.upload("observations", body, mode="validate").json
    assert "impact" not in again


def test_background_validation_keeps_it(server):
    admin = server.admin
    body = observations(("S1", "comp_awards", "2013", 10))
    at_once = admin.upload("observations", body, mode="validate").json
    job = admin.upload("observations", body, mode="validate",
                       headers=["Prefer: respond-async"]).json
    until = time.monotonic() + 30
    while time.monotonic() < until:
        reply = admin.get(f"/v1/imports/{job['id']}/answer")
        if reply.status == 200:
            break
        time.sleep(0.05)
    assert reply.json["impact"] == at_once["impact"]
