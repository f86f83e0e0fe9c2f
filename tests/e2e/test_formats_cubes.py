"""JSON-stat and charts: what the other formats have not."""
import json
import random

import pytest

from lib import cubes, npm, world
from lib.formats import Answers
from lib.world import observations

AREAS, SCHOOLS, MONTHS = 20, 60, 12


@pytest.fixture(scope="module", autouse=True)
def figures(server):
    admin = server.admin
    world.load(admin)
    head = "code,name_zh,name_en,level,parent,valid_from,valid_to\n"
    admin.load("areas", head + "W,大市,Wide City,prefecture,CN,,\n" + "".join(
        f"W{i:02d},第{i}区,,county,W,,\n" for i in range(AREAS)))
    head = "code,name_zh,name_en,level,type,ownership,area,opened,closed\n"
    # Several of one name, and one that looks like a number.
    admin.load("schools", head + "".join(
        f"X{i:02d},{'2023' if i == 1 else '同名学校' if i < 4 else f'校{i}'},"
        f",sv,,public,W{i % AREAS:02d},,\n" for i in range(SCHOOLS)))
    draw = random.Random(5)
    admin.load("observations", observations(*[
        (f"X{i:02d}", "train_persontimes", f"{y}M{m:02d}", draw.randint(0, 99))
        for i in range(SCHOOLS) for y in range(2020, 2024)
        for m in range(1, MONTHS + 1)]))
    admin.load("observations", observations(
        ("S1", "grads_sv", "2022AY", 500), ("S1", "grads_sv", "2021AY", 400),
        ("S1", "grads_sv_to_hv", "2022AY", 450),
        ("S1", "grads_sv_to_hv", "2021AY", 300),
        ("S1", "train_persontimes", "2023M01", 7)))


def option_of(public, **params):
    reply = public.data(format="echarts", **params)
    return reply.json, npm.read("echarts", reply.text)


# --- JSON-stat ---

def test_a_cube_that_is_mostly_empty_has_its_cells_by_offset(public):
    asked = dict(indicator="train_persontimes", area="W", by="area,school",
                 period="2023M01..2023M12")
    answer = public.data(**asked, format="jsonstat").json
    assert isinstance(answer["value"], dict)
    assert len(answer["value"]) == SCHOOLS * MONTHS
    Answers(public, **asked).check_jsonstat()


def test_a_cube_that_is_full_is_an_array(public):
    asked = dict(indicator="train_persontimes", area="W", by="school",
                 period="2023M01..2023M12", compare="prev_period")
    answer = public.data(**asked, format="jsonstat").json
    assert isinstance(answer["value"], list)
    assert len(answer["value"]) == SCHOOLS * MONTHS * 5
    Answers(public, **asked).check_jsonstat()


def test_labels_and_units_reach_the_reader(public):
    asked = dict(indicator="adv_rate_hv", period="2022AY", area="T11",
                 compare="prev_year")
    for lang, words in {
            "zh": ("中职毕业生升入高职比例(分母:毕业生)", "东县",
                   "2022—2023学年", "个百分点"),
            "en": (None, "East County", "School year 2022/23",
                   "percentage points")}.items():
        reply = public.data(**asked, format="jsonstat", lang=lang)
        seen = npm.read("jsonstat", reply.text)
        rate, area, period, points = words
        assert rate is None or seen["label"] == rate
        assert seen["labels"][1:3] == [[area], [period]]
        assert seen["units"][0] == [{"label": "%", "decimals": 2}]
        assert seen["units"][3][4] == {"label": points, "decimals": 2}
        other = {"zh": "en", "en": "zh"}[lang]
        second = public.data(**asked, format="jsonstat", lang=other).json
        for id_, dimension in reply.json["dimension"].items():
            words = dict(second["dimension"][id_])
            del words["extension"], words["category"]["index"]
            assert dimension["extension"] == {other: words}


def test_a_dimension_may_be_called_measure(public, server):
    server.admin.load("dimensions",
                      "dimension,membership,order,code,name_zh,name_en\n"
                      "measure,partition,1,a,甲,\nmeasure,partition,2,b,乙,\n")
    server.admin.load("indicators",
                      "code,name_zh,name_en,unit,kind,agg_schools,agg_time,"
                      "period_type,breakdowns,decimals\n"
                      "odd,怪,Odd,个,flow,sum,sum,calendar_year,measure,0\n")
    server.admin.load("observations",
                      "school,indicator,period,measure,value\n"
                      "S1,odd,2023,a,1\nS1,odd,2023,b,2\n")
    asked = dict(indicator="odd", period="2023", by="measure",
                 compare="prev_year")
    answer = public.data(**asked, format="jsonstat").json
    assert answer["id"][-2:] == ["period", "measure_"]
    Answers(public, **asked).check_jsonstat()


def test_the_answer_carries_its_revision_and_question(public):
    asked = dict(indicator="train_persontimes", period="2023M01", area="T11")
    meta = public.data(**asked).json["meta"]
    for name in ("jsonstat", "echarts"):
        answer = public.data(**asked, format=name)
        own = (answer.json["extension"] if name == "jsonstat"
               else answer.json)["tvetstat"]
        assert own["revision"] == meta["revision"]
        assert str(meta["revision"]) == answer.headers["x-revision"]
        assert own["indicators"] == meta["indicators"]
        assert own["query"]["format"] == name
        assert set(meta) <= set(own)


# --- charts ---

def test_several_periods_are_the_category(public):
    option, seen = option_of(public, indicator="train_persontimes", area="W",
                             by="area", period="2023M01..2023M03")
    assert [row[0] for row in option["dataset"]["source"]] == [
        "2023年1月", "2023年2月", "2023年3月"]
    assert [s["name"] for s in seen["series"]] == [
        f"第{i}区" for i in range(AREAS)]
    assert {s["type"] for s in seen["series"]} == {"line"}
    assert seen["drawn"]


def test_of_one_period_the_areas_are_the_category(public):
    option, seen = option_of(public, indicator="train_persontimes", area="W",
                             by="area", period="2023M01", lang="en")
    assert len(option["dataset"]["source"]) == AREAS
    assert [(s["type"], s["axis"]) for s in seen["series"]] == [("bar", 0)]
    assert option["yAxis"] == [{"type": "value", "name": "person-times"}]
    assert seen["drawn"]


def test_names_that_repeat_stay_apart(public):
    option, seen = option_of(public, indicator="train_persontimes", area="W",
                             by="school", period="2023M01")
    names = [row[0] for row in option["dataset"]["source"]]
    assert names[:5] == ["同名学校 (X00)", "2023", "同名学校 (X02)",
                         "同名学校 (X03)", "校4"]
    assert [x for x, _ in seen["series"][0]["points"]] == names


def test_a_rate_has_its_change_in_points_on_a_second_axis(public):
    option, seen = option_of(public, indicator="adv_rate_hv", area="T11",
                             period="2021AY,2022AY", compare="prev_year")
    assert [axis["name"] for axis in option["yAxis"]] == ["%", "个百分点"]
    assert [(s["type"], s["axis"]) for s in seen["series"]] == [("bar", 0),
                                                                ("line", 1)]
    assert [y for _, y in seen["series"][0]["points"]] == [75, 90]
    assert [y for _, y in seen["series"][1]["points"]] == [None, 15]


def test_a_figure_of_its_own_is_a_chart(public):
    option, seen = option_of(public, indicator="train_persontimes",
                             area="T11", period="2023M01")
    assert option["dataset"]["source"] == [["2023年1月", 7]]
    assert seen["series"][0]["points"] == [["2023年1月", 7]]


def test_the_dataset_alone_will_do(public):
    """{dataset: answer.dataset, series: ...}: the first column is the
    category, each other one a series."""
    option, _ = option_of(public, indicator="train_persontimes", area="T1",
                          by="school", period="2023M01,2023M02")
    bare = {"dataset": option["dataset"], "xAxis": {"type": "category"},
            "yAxis": {}, "series": [{"type": "bar"}]}
    seen = npm.read("echarts", json.dumps(bare))
    assert seen["said"] == []
    assert seen["series"][0]["points"] == [["2023年1月", 7],
                                           ["2023年2月", None]]


# --- what does not fit ---

@pytest.mark.parametrize("name", ["jsonstat", "echarts"])
@pytest.mark.parametrize("lang,words", [("zh", "不分页"), ("en", "not paged")])
def test_more_rows_than_the_limit_are_refused(public, name, lang, words):
    asked = dict(indicator="train_persontimes", area="W", by="school",
                 period="2023M01..2023M12", format=name, lang=lang)
    assert public.data(**asked, limit=SCHOOLS * MONTHS).status == 200
    reply = public.get("/v1/data", **asked, limit=SCHOOLS * MONTHS - 1)
    assert (reply.status, reply.json["code"]) == (413, "answer_too_long")
    for word in (words, "719", "720", name):
        assert word in reply.json["detail"]


@pytest.mark.parametrize("name", ["jsonstat", "echarts"])
def test_the_default_page_is_no_limit(own_server, name):
    server = own_server(api__default_rows=2, api__public_read="on")
    world.load(server.admin)
    server.admin.load("observations", observations(*[
        ("S1", "train_persontimes", f"2023M{m:02d}", m) for m in range(1, 7)]))
    asked = dict(indicator="train_persontimes", period="2023M01..2023M06")
    assert len(server.public.data(**asked).rows()) == 2
    answer = server.public.data(**asked, format=name).text
    rows = (cubes.rows_of_jsonstat if name == "jsonstat"
            else cubes.rows_of_echarts)(answer, ["period", "value"])
    assert rows == [(f"2023M{m:02d}", str(m)) for m in range(1, 7)]


@pytest.mark.parametrize("by", ["school", "area,school"])
def test_long_answers_are_made_aside_and_are_the_same(public, by):
    answers = Answers(public, indicator="train_persontimes", by=by, area="W",
                      period="2020M01..2023M12")
    assert len(answers.rows) == SCHOOLS * 48  # of 2,000 on: by a child
    answers.check_jsonstat()
    answers.check_echarts()
