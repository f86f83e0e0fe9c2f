"""The page of one indicator: charts with their tables, choices, downloads."""
import codecs
import csv
import io
import time

import pytest

SECONDS = 20


@pytest.fixture
def indicator(page):
    def opened(query="id=train_persontimes"):
        page.open(f"#/indicator?{query}")
        drawn(page)
        return page
    return opened


def drawn(page):
    """Until each chart has its picture."""
    page.until(lambda: page.all(".chart-box") and all(
        box.get_attribute("data-drawn") for box in page.all(".chart-box")))
    page.settle()


def rows(page, at):
    """The cells of the table beside a chart."""
    return page.run("""
        const table = document.querySelectorAll('.chart')[arguments[0]]
            .querySelector('table');
        return [...table.querySelectorAll('tbody tr')].map((row) =>
            [...row.children].map((cell) => cell.textContent));""", at)


def saved(downloads, ending):
    """The bytes of the file that is being saved."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        for path in downloads.glob(f"*.{ending}"):
            data = path.read_bytes()
            if data:
                path.unlink()
                return path.name, data
        time.sleep(0.1)
    raise AssertionError(f"no .{ending} in {list(downloads.iterdir())}")


def test_every_chart_has_its_table_beside_it(indicator):
    page = indicator()
    charts = page.all(".chart")
    assert len(charts) == 2
    for chart in charts:
        assert len(chart.find_elements("css selector", "table")) == 1
        assert len(chart.find_elements("css selector",
                                       ".chart-box svg path")) > 3
        label = chart.find_element("css selector", ".chart-box")
        assert "职业培训人次" in label.get_attribute("aria-label")


def test_a_chart_draws_the_dataset_of_the_service(indicator):
    """Each bar is as high as its figure, in the proportion of all."""
    page = indicator("id=train_persontimes&year=2024")
    assert any("format=echarts" in url for url in page.network.urls())
    heights = page.run("""
        return [...document.querySelector('.chart-box').querySelectorAll(
            'svg path')].filter((path) =>
            (path.getAttribute('fill') ?? '').startsWith('#'))
            .map((path) => path.getBBox().height)""")
    figures = [float(row[1].replace(",", "")) for row in rows(page, 0)]
    assert len(heights) == len(figures)
    for height, value in zip(heights, figures):
        assert height / max(heights) == pytest.approx(
            value / max(figures), abs=0.01)


def test_the_years_are_those_of_the_service(indicator, server):
    page = indicator()
    reply = server.public.get("/v1/data", indicator="train_persontimes",
                              area="990100", period="2019..2024",
                              compare="prev_year")
    shown = rows(page, 0)
    assert [row[0] for row in shown] == [
        f"{row['period']}年" for row in reply.rows()]
    assert [row[1] for row in shown] == [
        f"{row['value']:,}" for row in reply.rows()]


def test_a_matched_panel_shows_the_bridge(indicator, server):
    page = indicator()
    page.click("label[for=basis-matched]")
    page.shows("th", "新进入")
    drawn(page)
    assert "basis=matched" in page.hash()
    reply = server.public.get("/v1/data", indicator="train_persontimes",
                              area="990100", period="2024", basis="matched",
                              compare="prev_year")
    [row] = reply.rows()
    assert rows(page, 0)[-1][5:] == [
        str(row["panel"]), *(f"{row[name]:,}" for name in (
            "all_value", "entered", "left"))]


@pytest.mark.parametrize("by, first, count", [
    ("area", "甲区(合成)", 10),
    ("school", "", 40),
    ("train_type", "就业技能培训", 8),
    ("growth", "甲区(合成)", 10),
])
def test_one_year_is_split(indicator, by, first, count):
    page = indicator(f"id=train_persontimes&year=2024&by={by}")
    shown = rows(page, 1)
    assert len(shown) == count
    assert shown[0][0].startswith(first)


def test_a_county_leads_to_its_own_page(indicator):
    page = indicator()
    page.click(".chart-table a")
    page.until(lambda: "area=990101" in page.hash())
    drawn(page)
    assert page.run("return document.querySelector('#area').value") == (
        "990101")


def test_what_a_kind_does_not_have_is_not_offered(indicator):
    page = indicator("id=ent_partners&basis=matched&ytd=M08&year=2024")
    assert page.all("#ytd") == []
    assert page.all("[name=basis]") == []
    page = indicator("id=adv_rate_hv")
    assert page.all("#ytd") == []
    assert len(page.all("[name=basis]")) == 2


def test_no_such_indicator(page):
    page.open("#/indicator?id=nothing")
    page.shows(".empty", "nothing")


def test_pictures_and_figures_can_be_taken_away(indicator, downloads):
    page = indicator("id=train_persontimes&year=2024")
    page.click(".chart-tools button:nth-child(1)")
    name, data = saved(downloads, "png")
    assert data.startswith(b"\x89PNG") and len(data) > 5000
    assert name.startswith("职业培训人次")
    page.click(".chart-tools button:nth-child(2)")
    _, data = saved(downloads, "svg")
    assert "职业培训人次".encode() in data and b"<script" not in data
    page.click(".chart-tools button:nth-child(3)")
    _, data = saved(downloads, "csv")
    assert data.startswith(codecs.BOM_UTF8)
    lines = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [line["时期"] for line in lines] == [
        str(year) for year in range(2019, 2025)]


def test_a_chart_takes_the_colours_of_the_theme(indicator):
    page = indicator()
    def fill():
        return page.run("""
            return [...document.querySelectorAll('.chart-box svg path')]
                .map((path) => path.getAttribute('fill'))
                .filter((fill) => (fill ?? '').startsWith('#'))""")
    light = set(fill())
    page.click("#tool-theme")
    page.until(lambda: set(fill()).isdisjoint(light))


def test_what_comes_from_a_file_is_never_markup(indicator, server):
    """A school may call itself what it likes."""
    name = "<img src=x onerror=alert(1)>&amp;校"
    body = ("code,name_zh,name_en,level,type,ownership,area,opened,closed\n"
            f'3699000099,"{name}",,sv,361,public,990101,,\n')
    reply = server.admin.request(
        "POST", "/v1/imports/schools", body=body.encode(),
        headers=["Content-Type: text/csv; charset=utf-8"])
    assert reply.status == 201
    body = ("school,indicator,period,value\n"
            "3699000099,comp_awards,2024,7\n")
    figures = server.admin.request(
        "POST", "/v1/imports/observations", body=body.encode(),
        headers=["Content-Type: text/csv; charset=utf-8"])
    assert figures.status == 201
    try:
        page = indicator("id=comp_awards&year=2024&by=school")
        assert any(row[0] == name for row in rows(page, 1))
        assert page.all("img[src=x]") == []
    finally:
        undone = server.admin.request(
            "POST", f"/v1/imports/{figures.json['id']}/revert")
        assert undone.status == 201
