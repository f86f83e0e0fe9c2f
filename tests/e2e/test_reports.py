"""GET /v1/reports/annual and the editions, on the demo city: shape, formats,
parameters, caching, who sees what, what becomes of a frozen report. What the
sentences say is counted again in test_report_recount.py."""
import csv
import io
import json
import os
import re
import subprocess
import time
import zipfile

import pytest

from lib import demo_city
from lib.server import close_server, make_server

CITY = "990100"
ANNUAL = "/v1/reports/annual"
IDS = [f"T{i}" for i in range(1, 15)]
BLANKS = {"B1", "B2", "B3", "B4", "B5", "B6", "P1", "P2", "P3", "L1", "L2",
          "L3", "L4"}
DOCX = ("application/vnd.openxmlformats-officedocument.wordprocessingml."
        "document")
# The one school of its county that is on the province's list.
COUNTY, SCHOOL = "990102", "4199099003"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return demo_city.make(tmp_path_factory.mktemp("demo"))


def of_school(text):
    """A file without the school's rows, and with them alone."""
    head, *rows = csv.reader(io.StringIO(text.decode("utf-8")))
    parts = []
    for keep in (False, True):
        out = io.StringIO()
        csv.writer(out).writerows(
            [head, *[row for row in rows if (row[0] == SCHOOL) is keep]])
        parts.append(out.getvalue())
    return parts


@pytest.fixture(scope="module")
def own(server, folder):
    """The city, with the imports of the one school apart: their ids."""
    made = []
    for name in ("areas", "schools", "partnerships"):
        server.admin.load(name, (folder / f"{name}.csv").read_bytes())
    for name in sorted(os.listdir(folder)):
        if name.startswith("observations"):
            rest, own_rows = of_school((folder / name).read_bytes())
            server.admin.load("observations", rest)
            if own_rows.count("\n") > 1:
                made.append(server.admin.load("observations", own_rows)["id"])
    return made


@pytest.fixture(scope="module", autouse=True)
def city(own):
    return own


@pytest.fixture
def public(server):
    return server.public


def annual(client, **params):
    return client.ok(ANNUAL, **{"year": 2024, "area": CITY, **params})


def texts(report):
    return {s["id"]: s["text"] for s in report["sentences"]}


def plain(text):
    """Without what a layout may change."""
    return re.sub(r"\s+", "", text)


def paragraphs(report):
    """What is to be read, in its order."""
    return [report["title"], *[s["text"] for s in report["sentences"]]]


# --- the report ---

@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("params", [{}, {"through": "M08"}])
def test_every_blank_is_filled(public, lang, params):
    report = annual(public, lang=lang, **params).json
    assert [s["id"] for s in report["sentences"]] == IDS
    assert {s["blank"] for s in report["sentences"]} - {None} == BLANKS
    for sentence in report["sentences"]:
        assert sentence["text"] and not sentence["missing"], sentence
        assert "xx" not in sentence["text"] and "■" not in sentence["text"]
        for figure in sentence["figures"]:
            assert figure["text"] in sentence["text"]
    assert report["meta"]["lang"] == lang


def traced(public, figure_id):
    return public.ok(f"/v1/figures/{figure_id}/lineage",
                     limit=1).json["figure"]


def test_lineage_works_on_each_figure(public):
    """Also on what a change is of: here fewer schools than the value."""
    report = annual(public, through="M08").json
    differ = 0
    for figure in report["figures"]:
        assert figure["state"] == "known"
        if "members" in figure:
            assert figure["figure_id"] is None
            continue
        found = traced(public, figure["figure_id"])
        assert found["indicator"] == figure["indicator"]
        assert found["value"] == figure["value"], figure
        if figure.get("compared") is not None:
            found = traced(public, figure["compared_id"])
            assert found["value"] == figure["compared"], figure
            differ += figure["compared"] != figure["value"]
    assert differ > 1


def test_slots_lead_to_what_they_say(public):
    report = annual(public, through="M08").json
    figures = {f["name"]: f for f in report["figures"]}
    seen = 0
    for sentence in report["sentences"]:
        for slot in sentence["figures"]:
            if slot["slot"] in figures:
                assert slot["figure_id"] == figures[slot["slot"]]["figure_id"]
                seen += 1
            if slot["slot"].endswith((":增速", ":百分点")):
                assert slot["figure_id"] == (
                    figures[slot["figure"]]["compared_id"])
                seen += 1
    assert seen > 40


def test_who_has_not_reported_is_asked_of_those_who_should(public):
    """Colleges have no graduates of secondary schools to report, and not every
    school has a model programme."""
    report = annual(public).json
    grads = {f["name"]: f for f in report["figures"]}["grads_sv"]
    row = public.data(indicator="grads_sv", area=CITY,
                      period="2023AY").rows()[0]
    schools = public.ok("/v1/schools", area=CITY,
                        limit=1000).json["schools"]
    secondary = [s for s in schools if s["level"] == "sv" and
                 (s["opened"] or "") <= "2024-08-31" and
                 (s["closed"] or "9") >= "2023-09-01"]
    assert grads["reported"] == row["reported"]
    assert grads["expected"] == len(secondary) < row["expected"]
    said = texts(report)
    assert "已报" not in said["T5"] + said["T11"]


def test_figures_are_those_of_data(public):
    report = annual(public).json
    by_name = {f["name"]: f for f in report["figures"]}
    one = by_name["fund_total"]
    row = public.data(indicator="fund_total", area=CITY, period="2024",
                      compare="prev_year").rows()[0]
    assert (one["value"], one["base"], one["change_pct"], one["reported"],
            one["expected"]) == (row["value"], row["base"], row["change_pct"],
                                 row["reported"], row["expected"])
    model = by_name["majors_prov_key_new_model"]
    assert model["value"] == public.data(
        indicator="majors_prov_key_new", area=CITY, period="2024",
        where__project_kind="model").rows()[0]["value"]
    members = by_name["majors_prov_key_cats"]["members"]
    rows = public.data(indicator="majors_prov_key", area=CITY,
                       period="2024-09-01", by="major_cat").rows()
    assert [(m["code"], m["value"]) for m in members] == [
        (r["major_cat"], r["value"]) for r in rows]


def test_new_and_ended_are_since_the_last_years_end(public, folder):
    """No question to /v1/data compares two days of one's own choice."""
    with open(folder / "partnerships.csv", encoding="utf-8") as table:
        entries = [r for r in csv.DictReader(table) if r["depth"] == "deep"
                   and {"central", "prov_leading"} & set(
                       r["tiers"].split("|"))]

    def at(day):
        return {r["credit_code"] for r in entries if r["start"] <= day and
                (not r["end"] or r["end"] >= day)}
    for month, day in (("M03", "2022-03-31"), ("M08", "2022-08-31")):
        figure = next(f for f in annual(public, year=2022, through=month)
                      .json["figures"] if f["name"] == "ent_central_leading")
        now, then = at(day), at("2021-12-31")
        assert (figure["value"], figure["base"], figure["new"],
                figure["lost"], figure["kept"]) == (
            len(now), len(then), len(now - then), len(then - now),
            len(now & then))
        assert now != then or month == "M03"


def test_what_is_missing_is_named_and_drafts_mark_it(public):
    report = annual(public, year=2019).json  # nothing before it
    bare = annual(public, year=2031).json
    for sentence in bare["sentences"]:  # cooperation goes on for good
        if sentence["id"] not in ("T2", "T3", "T14"):
            assert sentence["text"] is None and sentence["missing"], sentence
    assert texts(report)["T1"]
    draft = annual(public, year=2031, draft=1).json
    assert "■" in texts(draft)["T1"]
    printed = annual(public, year=2031, format="md").text
    assert "T1" in printed and "train_persontimes" in printed.replace(
        "\\", "")


def test_a_draft_names_what_it_marks(public):
    draft = annual(public, year=2031, draft=1).json
    for sentence in draft["sentences"]:
        marked = "■" in (sentence["text"] or "")
        assert bool(sentence["missing"]) == marked, sentence


def rows_of(public, **params):
    """The table of figures, by label."""
    lines = annual(public, format="md", **params).text.splitlines()
    cells = [[c.strip().replace("\\", "") for c in line[1:-1].split("|")]
             for line in lines if line.startswith("| ")]
    return {row[0]: row[1:] for row in cells}


def test_the_table_says_of_when_a_figure_is(public):
    table = rows_of(public, through="M08")
    assert "职业培训人次" in table  # of the report's span
    assert any(label.startswith("双师型教师数（2023年9月1日）")
               for label in table), table
    table = rows_of(public, through="M08", lang="en")
    assert any(label.endswith("(1 September 2023)") for label in table)


def test_the_table_has_no_other_day_below_a_year_earlier(public):
    """31 December is the base of the sentence, and said there."""
    for through, empty in (("M08", True), ("M12", False)):
        figures = {f["name"]: f for f in annual(
            public, through=through).json["figures"]}
        assert figures["ent_central_leading"]["base"] is not None
        row = next(cells for label, cells in rows_of(
            public, through=through).items()
            if label.startswith("深度合作的中央企业") and
            "（2024年" in label and label.count("（") == 1)
        assert (row[2:] == ["", ""]) is empty, row


def test_differences_are_those_of_the_table(public):
    """Somebody takes the one total from the other."""
    for year in (2021, 2022, 2023, 2024):
        figures = {f["name"]: f for f in annual(public, year=year).json[
            "figures"]}
        for name in ("comp_awards", "bases_oncampus",
                     "schools_prov_quality_hv"):
            figure = figures[name]
            assert figure["compared"] == figure["value"], (year, name)


def test_one_printed_date_is_that_of_all_the_sentence(server, public):
    """One school counted in March what the others count in September."""
    before = texts(annual(public, year=2024, through="M08").json)
    done = server.admin.load("observations", (
        "school,indicator,period,value\n"
        f"{SCHOOL},bases_oncampus,2024-03-01,10\n"
        f"{SCHOOL},teachers_dual,2024-03-01,30\n"))
    report = annual(public, year=2024, through="M08").json
    assert texts(report) == before
    periods = {f["name"]: f["period"] for f in report["figures"]}
    assert {periods[n] for n in (
        "bases_oncampus", "bases_complete", "base_area", "teachers_dual",
        "dual_share_major", "dual_avg_age")} == {"2023-09-01"}
    assert server.admin.request(
        "POST", f"/v1/imports/{done['id']}/revert").status == 201


def test_graduates_are_told_from_july(public):
    early = annual(public, through="M06").json
    lost = {s["id"]: s for s in early["sentences"]}["T4"]
    assert lost["text"] is None and "grads_sv" in lost["missing"]
    assert texts(annual(public, through="M07").json)["T4"]


def test_chinese_documents_have_chinese_signs(public):
    page = annual(public, year=2031, format="md").text
    assert "T1未能生成，缺少：" in page and "数据版本：" in page
    assert any("（国家级）" in label for label in rows_of(public))


def test_an_earlier_revision(server, public):
    now = annual(public).json
    old = annual(public, asof=now["meta"]["revision"])
    assert texts(old.json) == texts(now)
    early = annual(public, asof=3).json  # areas, schools and enterprises
    assert early["meta"]["revision"] == 3
    assert texts(early)["T1"] is None
    reply = public.get(ANNUAL, year=2024, asof="soon")
    assert (reply.status, reply.code) == (400, "bad_parameter")


@pytest.mark.parametrize("params,status,code,path", [
    ({}, 400, "missing_parameter", "year"),
    ({"year": "24"}, 400, "bad_parameter", "year"),
    ({"year": 2024, "through": "M13"}, 400, "bad_parameter", "through"),
    ({"year": 2024, "draft": "yes"}, 400, "bad_parameter", "draft"),
    ({"year": 2024, "format": "pdf"}, 400, "bad_parameter", "format"),
    ({"year": 2024, "area": "nowhere"}, 400, "unknown_area", "area"),
    ({"year": 2024, "months": "8"}, 400, "unknown_parameter", "months"),
])
def test_faults_are_named(public, params, status, code, path):
    reply = public.get(ANNUAL, **params)
    errors = [(e["code"], e["path"]) for e in reply.json["errors"]]
    assert (code, path) in errors
    assert reply.status in (status, 422)


def test_one_answer_until_the_next_import(server, public):
    first = annual(public, through="M07")
    tag = first.headers["etag"]
    again = public.get(ANNUAL, year=2024, area=CITY, through="M07",
                       headers=[f"If-None-Match: {tag}"])
    assert again.status == 304
    other = annual(public, through="M07", lang="en")
    assert other.headers["etag"] != tag
    assert annual(public, through="M07").body == first.body
    assert "accept-language" in first.headers["vary"].lower()


def test_accept_decides(public):
    def kind(accept):
        return annual(public, headers=[f"Accept: {accept}"]).headers[
            "content-type"]
    assert kind("text/html").startswith("text/html")
    assert kind("text/markdown").startswith("text/markdown")
    assert kind("*/*").startswith("application/json")
    assert public.get(ANNUAL, year=2024,
                      headers=["Accept: image/png"]).status == 406


# --- its forms ---

@pytest.mark.parametrize("lang", ["zh", "en"])
def test_html_is_a_page_of_its_own(public, lang):
    report = annual(public, lang=lang).json
    reply = annual(public, lang=lang, format="html")
    page = reply.text
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    for word in ("http:", "https:", "src=", "url(", "<script", "@import"):
        assert word not in page
    at = 0
    for text in paragraphs(report):
        at = page.index(text.replace("'", "&#39;"), at) + 1
    assert "<table>" in page and "@page" in page
    assert ("一、" if lang == "zh" else "1. ") in page


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_docx_says_the_same(public, tmp_path, lang):
    report = annual(public, lang=lang).json
    reply = annual(public, lang=lang, format="docx")
    assert reply.headers["content-type"] == DOCX
    assert "annual-2024-M12.docx" in reply.headers["content-disposition"]
    (tmp_path / "report.docx").write_bytes(reply.body)
    back = subprocess.run(
        ["pandoc", "--from=docx", "--to=plain", "--wrap=none",
         str(tmp_path / "report.docx")], check=True, capture_output=True,
        timeout=60).stdout.decode()
    said, at = plain(back), 0
    for text in paragraphs(report):
        at = said.index(plain(text), at) + 1
    lines = annual(public, lang=lang, format="md").text.splitlines()
    for cell in (c.strip().replace("\\", "") for line in lines
                 if line.startswith("| ") for c in line.strip("|").split("|")):
        assert plain(cell) in said or set(cell) <= set(":- ")
    with zipfile.ZipFile(tmp_path / "report.docx") as parts:
        body = parts.read("word/document.xml").decode()
        assert '<w:pgSz w:h="16838" w:w="11906"' in body
        assert "Heading1" in body and "footerReference" in body
        assert "方正小标宋" in parts.read("word/styles.xml").decode()
    again = annual(public, lang=lang, format="docx")
    assert again.body == reply.body


def test_without_pandoc_it_says_so(server, monkeypatch, tmp_path):
    server.daemon.stop()
    monkeypatch.setenv("PATH", str(tmp_path))
    server.daemon.start()
    monkeypatch.undo()
    try:
        reply = server.public.get(ANNUAL, year=2024, format="docx")
        assert (reply.status, reply.code) == (501, "no_pandoc")
        assert server.public.get(ANNUAL, year=2024,
                                 format="html").status == 200
    finally:
        server.daemon.stop()
        server.daemon.start()


def test_a_pandoc_that_hangs_holds_nobody_up(server, monkeypatch, tmp_path):
    fake = tmp_path / "pandoc"
    fake.write_text("#!/bin/sh\nexec /bin/sleep 1000\n")
    fake.chmod(0o755)
    server.daemon.stop()
    monkeypatch.setenv("PATH", str(tmp_path))
    server.daemon.start()
    monkeypatch.undo()
    try:
        hanging = [subprocess.Popen(
            ["curl", "-s", "--noproxy", "*", "-m", "4", server.daemon.url +
             f"{ANNUAL}?year={year}&format=docx"], stdout=subprocess.DEVNULL)
            for year in (2022, 2023)]
        time.sleep(2)
        began = time.monotonic()
        server.public.ok("/livez")
        assert time.monotonic() - began < 1
        reply = server.public.get(ANNUAL, year=2024, format="docx")
        assert (reply.status, reply.code) == (503, "overloaded")
        for one in hanging:
            one.wait(timeout=20)
        time.sleep(3)  # who has gone leaves room
        assert not subprocess.run(
            ["pgrep", "-P", str(server.daemon.process.pid)],
            capture_output=True).stdout
    finally:
        server.daemon.stop()
        server.daemon.start()


# --- templates of one's own ---

OWN = """语言 zh
标题 {地区}{年份}年快报
数据 fund_total = fund_total, 全年
句子 K1 L1
  投入{fund_total:金额}。
"""


def test_a_bureaus_own_template(server, tmp_path):
    server.daemon.stop()
    server.daemon.options["report__template_dir"] = str(tmp_path)
    server.daemon.write_config()
    (tmp_path / "annual.zh.txt").write_text(OWN, encoding="utf-8")
    server.daemon.start()
    try:
        report = annual(server.public).json
        assert [s["id"] for s in report["sentences"]] == ["K1"]
        assert report["title"].endswith("2024年快报")
        assert texts(annual(server.public, lang="en").json)["T1"]
        old = report["meta"]["revision"]
        (tmp_path / "annual.zh.txt").write_text(
            OWN.replace("投入", "共投入"), encoding="utf-8")
        server.daemon.process.send_signal(1)  # HUP
        until = time.monotonic() + 10
        while texts(annual(server.public).json)["K1"][0] != "共":
            assert time.monotonic() < until
            time.sleep(0.1)
        assert annual(server.public).json["meta"]["revision"] == old
        (tmp_path / "annual.zh.txt").write_text("标题", encoding="utf-8")
        server.daemon.process.send_signal(1)
        time.sleep(0.5)  # the old one stays
        assert texts(annual(server.public).json)["K1"][0] == "共"
        assert "reload_failed" in server.daemon.log_text()
    finally:
        server.daemon.stop()
        del server.daemon.options["report__template_dir"]
        server.daemon.write_config()
        server.daemon.start()


# --- who sees what ---

def test_small_counts_fail_by_name_for_the_public(cluster, openapi, folder,
                                                  tmp_path):
    made = make_server(cluster, openapi, tmp_path, api__suppress_below=1000)
    made.daemon.start()
    try:
        for name in ("areas", "schools"):
            made.admin.load(name, (folder / f"{name}.csv").read_bytes())
        made.admin.load("observations", (
            folder / "observations-students.csv").read_bytes())
        shown = annual(made.admin, area=COUNTY).json
        hidden = annual(made.public, area=COUNTY).json
        assert texts(shown)["T12"]
        lost = {s["id"]: s for s in hidden["sentences"]}["T12"]
        assert lost["text"] is None
        assert "apprentice_students" in lost["suppressed"]
        assert set(lost["suppressed"]) <= set(lost["missing"])
        assert made.public.get("/v1/editions").status in (401, 403)
        close_server(made)
    finally:
        made.daemon.kill()


# --- editions ---

def freeze(server, **params):
    reply = server.admin.request("POST", "/v1/editions", **{
        "year": 2024, "area": CITY, **params})
    assert reply.status == 201, reply
    assert reply.headers["location"] == f"/v1/editions/{reply.json['id']}"
    return reply.json


def publish(server, which, **params):
    return server.admin.request("POST", f"/v1/editions/{which}/publish",
                                **params)


def test_a_draft_is_published_and_stays(server, public):
    report = annual(public, through="M08").json
    draft = freeze(server, through="M08")
    path = f"/v1/editions/{draft['id']}"
    assert (draft["state"], draft["missing"]) == ("draft", 0)
    assert public.get(path).status == 404
    assert draft["id"] not in [e["id"] for e in public.ok(
        "/v1/editions").json["editions"]]
    assert server.admin.ok(path).json["report"] == report
    done = publish(server, draft["id"])
    assert done.status == 200 and done.json["state"] == "published"
    whole = public.ok(path)
    assert whole.json["report"]["sentences"] == report["sentences"]
    assert whole.json["template"].count("{") > 50
    assert public.ok(path, format="html").text == annual(
        public, through="M08", format="html").text
    assert public.ok(path, format="md").text == annual(
        public, through="M08", format="md").text
    assert public.ok(path, format="docx").body[:2] == b"PK"
    assert public.get(path, headers=[
        f"If-None-Match: {whole.headers['etag']}"]).status == 304
    assert publish(server, draft["id"]).code == "edition_published"
    gone = server.admin.request("DELETE", path)
    assert (gone.status, gone.code) == (409, "edition_published")
    assert draft["id"] in [e["id"] for e in public.ok(
        "/v1/editions").json["editions"]]


def test_a_draft_can_be_deleted(server):
    draft = freeze(server, lang="en")
    path = f"/v1/editions/{draft['id']}"
    assert server.admin.request("DELETE", path).status == 204
    assert server.admin.get(path).status == 404
    assert server.admin.request("DELETE", path).status == 404
    assert publish(server, draft["id"]).status == 404
    assert server.admin.get("/v1/editions/none").status == 404


def test_what_is_missing_is_not_published_by_accident(server):
    draft = freeze(server, year=2031)
    refused = publish(server, draft["id"])
    assert (refused.status, refused.code) == (409, "edition_incomplete")
    assert publish(server, draft["id"], allow_missing="true").status == 200


def test_only_administrators_freeze(server, public):
    reader = public.as_(server.daemon.create_token("reader", "reader"))
    for client, status in ((public, 401), (reader, 403)):
        assert client.request("POST", "/v1/editions",
                              year=2024).status == status
    draft = freeze(server)
    assert reader.get(f"/v1/editions/{draft['id']}").status == 200
    rows = server.psql("SELECT action, outcome FROM audit WHERE detail = "
                       f"'{draft['id']}'")
    assert rows == [["edition_put", "created"]]


@pytest.mark.parametrize("statement", [
    "UPDATE edition SET title = 'x' WHERE id = '{id}'",
    "UPDATE edition SET state = 'draft', published_at = NULL, "
    "published_by = NULL WHERE id = '{id}'",
    "DELETE FROM edition WHERE id = '{id}'",
    "UPDATE edition_figure SET name = 'x' WHERE edition = '{id}'",
    "DELETE FROM edition_figure WHERE edition = '{id}'",
    "DELETE FROM edition_sentence WHERE edition = '{id}'",
    "INSERT INTO edition_sentence VALUES ('{id}', 99, 'T99', 'x')",
    "TRUNCATE edition CASCADE",
    "TRUNCATE edition_figure",
])
def test_the_database_keeps_what_is_published(server, statement):
    known = [e for e in server.public.ok("/v1/editions").json["editions"]
             if e["missing"] == 0]
    which = known[0]["id"] if known else freeze(server)["id"]
    if not known:
        assert publish(server, which).status == 200
    before = server.public.ok(f"/v1/editions/{which}").json
    with pytest.raises(AssertionError,
                       match="frozen|stays as it is|not emptied"):
        server.psql(statement.format(id=which))
    assert server.public.ok(f"/v1/editions/{which}").json == before


def test_drift_names_figures_imports_and_sentences(server, public):
    edition = freeze(server)
    path = f"/v1/editions/{edition['id']}/drift"
    drift = server.admin.ok(path).json
    assert drift["figures"] == drift["sentences"] == []
    rows = public.data(indicator="fund_loan", area=CITY, period="2024",
                       by="school").rows()
    old = next(r for r in rows if r["value"])
    done = server.admin.load("observations", (
        "school,indicator,period,value\n"
        f"{old['school']},fund_loan,2024,{old['value'] + 100:.2f}\n"))
    drift = server.admin.ok(path).json
    assert [f["name"] for f in drift["figures"]] == ["fund_loan"]
    figure = drift["figures"][0]
    assert figure["difference"] == 100
    assert round(figure["now"]["value"] - figure["then"]["value"], 2) == 100
    assert [i["import"] for i in figure["imports"]] == [done["id"]]
    assert figure["imports"][0]["revision"] == done["revision"]
    report = annual(public).json
    frozen = server.admin.ok(f"/v1/editions/{edition['id']}").json["report"]
    assert drift["sentences"] == [{"id": "T10", "then": texts(frozen)["T10"],
                                   "now": texts(report)["T10"]}]
    taken = server.admin.request("POST", f"/v1/imports/{done['id']}/revert")
    assert taken.status == 201
    assert server.admin.ok(path).json["figures"] == []


def test_a_report_in_time(public, capsys):
    """Not cached: each month is another one. Printed; the limit is wide, for
    machines that are busy with other things."""
    took = []
    for month in range(1, 12):
        began = time.monotonic()
        annual(public, year=2023, through=f"M{month:02}", area="990101")
        took.append(time.monotonic() - began)
    with capsys.disabled():
        print(f" [{min(took) * 1000:.0f} ms at best, "
              f"{sorted(took)[len(took) // 2] * 1000:.0f} ms the median, "
              "curl included]", end="")
    assert min(took) < 1


# --- last, because it takes data away ---

def test_a_removed_school_fails_exactly_the_sentences_that_need_it(
        server, public, own):
    before = annual(public, area=COUNTY).json
    assert all(texts(before).values())
    for which in own:
        assert server.admin.request(
            "POST", f"/v1/imports/{which}/revert").status == 201
    after = annual(public, area=COUNTY).json
    failed = {s["id"]: s["missing"] for s in after["sentences"]
              if s["text"] is None}
    assert list(failed) == ["T6"]
    assert {slot.partition(":")[0] for slot in failed["T6"]} == {
        "schools_prov_quality_hv"}
    assert json.dumps(after) != json.dumps(before)
    assert all(texts(annual(public).json).values())  # of the city none
