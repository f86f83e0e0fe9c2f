"""Who has reported, and who has not."""
import csv

AREA = "990100"


def cells(page, selector):
    return {row.find_element("css selector", "th").text: [
        cell.text for cell in row.find_elements("css selector", "td")]
        for row in page.all(f"{selector} tbody tr")}


def test_every_indicator_of_the_period(page, server):
    page.open("#/completeness?period=2024AY&lang=en")
    told = cells(page, "[data-role=by-indicator]")
    known = {one["name_en"]: one["code"]
             for one in server.public.ok("/v1/indicators").json["indicators"]}
    assert len(told) >= 8
    answer = server.public.ok("/v1/completeness", area=AREA,
                              period="2024AY", indicator=",".join(
                                  known[name] for name in told)).json
    ids = [column["id"] for column in answer["columns"]]
    for values in answer["rows"]:
        row = dict(zip(ids, values))
        name = next(n for n in told if known[n] == row["indicator"])
        assert told[name][:5] == [row["due"], *(
            str(row[key])
            for key in ("expected", "reported", "missing", "silent"))]
        assert told[name][5] == f"{row['rate']:.2f}%"


def test_the_schools_that_have_not(page, server, emptied):
    page.open("#/completeness?period=2024AY&indicator=grads_sv&lang=en")
    answer = server.public.ok("/v1/completeness", area=AREA,
                              period="2024AY", indicator="grads_sv",
                              list="missing").json
    wanted = {row[3] for row in answer["rows"]}
    assert wanted == {one.text for one in page.all("[data-role=missing] code")}
    page.click("[data-role=missing-csv]")
    with open(page.saved(emptied), encoding="utf-8-sig") as table:
        assert {row["school"] for row in csv.DictReader(table)} == wanted


def test_a_county_and_an_indicator_are_a_click_away(page):
    page.open("#/completeness?period=2024AY&lang=en")
    page.driver.find_element("link text", "Graduates with confirmed "
                             "destination (work or study)").click()
    page.shows("[data-role=detail] h2", "confirmed destination")
    page.shows("[data-role=detail]", "Every school has reported.")
    page.driver.find_element("link text", "Jia District (synthetic)").click()
    page.until(lambda: "area=990101" in page.hash())
    page.shows("#area option:checked", "Jia District")


def test_a_month_has_other_indicators(page):
    page.open("#/completeness?period=2024AY")
    page.choose("#period", "2024M08")
    page.shows("[data-role=by-indicator] h2", "2024年8月")
    assert "职业培训人次" in cells(page, "[data-role=by-indicator]")
