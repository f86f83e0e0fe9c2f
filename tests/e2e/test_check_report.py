"""Templates of reports against the catalogue that the daemon serves."""
import csv
import os
import subprocess
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
TEMPLATES = [TOP / "daemon/report/templates" / f"annual.{lang}.txt"
             for lang in ("zh", "en")]
PROGRAM = Path(os.environ.get("TVETSTAT_BUILD", TOP / "build")) / (
    "daemon/tvetstatd")
INDICATOR = ["code", "name_zh", "name_en", "unit", "kind", "numerator",
             "denominator", "agg_schools", "agg_time", "period_type",
             "breakdowns", "direction", "source", "decimals"]
MEMBER = ["dimension", "membership", "order", "code", "name_zh", "name_en",
          "note"]


def write(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, restval="",
                                extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return str(path)


@pytest.fixture(scope="module")
def catalogue(server, tmp_path_factory):
    """The options that name the files of the served catalogue."""
    folder = tmp_path_factory.mktemp("catalogue")
    indicators = server.admin.ok("/v1/indicators").json["indicators"]
    for row in indicators:
        row["breakdowns"] = "|".join(row.get("breakdowns") or [])
    members = [
        {**member, "dimension": dimension["code"],
         "membership": dimension["membership"]}
        for dimension in server.admin.ok("/v1/dimensions").json["dimensions"]
        for member in dimension["members"]]
    return ["--catalogue", write(folder / "i.csv", INDICATOR, indicators),
            "--catalogue", write(folder / "d.csv", MEMBER, members)]


def check(catalogue, *paths):
    return subprocess.run(
        [PROGRAM, "check-report", *catalogue, *map(str, paths)],
        capture_output=True, text=True, timeout=60, check=False)


def test_the_default_templates_fit_the_seeded_catalogue(catalogue):
    done = check(catalogue, *TEMPLATES)
    assert done.returncode == 0, done.stdout
    assert [line.split(": ")[1] for line in done.stdout.splitlines()] == [
        "ok, 14 sentences, 47 figures"] * 2


def test_a_word_that_is_wrong_is_found(catalogue, tmp_path):
    path = tmp_path / "annual.zh.txt"
    path.write_text(TEMPLATES[0].read_text(encoding="utf-8").replace(
        "{adv_rate_hv:百分点 比 上届}", "{adv_rate_hv:增速 比 上届}"),
        encoding="utf-8")
    done = check(catalogue, path)
    assert done.returncode == 1
    assert "[rate_grows]" in done.stdout
