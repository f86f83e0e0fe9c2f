"""From a figure to the rows, files and lines that it is made of."""
import pytest

AREA = "990100"
EN = "&lang=en"


def shown(page):
    return [[cell.text for cell in row.find_elements("css selector",
                                                     "th, td")]
            for row in page.all("dialog tbody tr")]


def lineage(server, **params):
    row = server.public.data(lineage="true", area=AREA, **params).rows()[0]
    return server.public.ok(f"/v1/figures/{row['figure_id']}/lineage",
                            limit=2000).json


def test_a_figure_is_added_up_again(page, server):
    page.open("#/indicator?id=students_ft&year=2024" + EN)
    wanted = lineage(server, indicator="students_ft", period="2024-09-01")
    total = f"{wanted['sum']:,}"
    page.until(lambda: any(total in one.text
                           for one in page.all("button.figure")))
    next(one for one in page.all("button.figure")
         if total in one.text).click()
    page.shows("dialog [data-role=sum]", total)
    page.shows("dialog [data-role=sum]", "equal to the figure")
    rows = shown(page)
    assert len(rows) == len(wanted["rows"]) == 40
    assert sum(int(row[1].replace(",", "")) if row[1].isdigit() else next(
        int(cell) for cell in row if cell.isdigit())
        for row in rows) == wanted["sum"]
    page.shows("dialog", "observations-students.csv · line ")


def test_a_rate_has_two_parts(page):
    page.open("#/indicator?id=adv_rate_hv&year=2024" + EN)
    page.find("button.figure").click()
    page.shows("dialog [data-role=sum]", "equal to the figure")
    page.shows("dialog", "Numerator")
    page.shows("dialog", "Denominator")


def test_many_rows_come_page_by_page(page, server):
    """480 rows of a year: 40 schools, 12 months."""
    page.open("#/indicator?id=train_persontimes&year=2024" + EN)
    wanted = lineage(server, indicator="train_persontimes", period="2024")
    page.until(lambda: page.all("button.figure"))
    total = f"{wanted['sum']:,}"
    next(one for one in page.all("button.figure")
         if total in one.text).click()
    page.find("dialog [data-role=more-rows]")
    while page.all("dialog [data-role=more-rows]"):
        before = len(page.all("dialog tbody tr"))
        page.click("dialog [data-role=more-rows]")
        page.until(lambda: len(page.all("dialog tbody tr")) > before)
    page.shows("dialog [data-role=row-count]",
               f"All {len(wanted['rows'])} rows")
    assert len(page.all("dialog tbody tr")) == len(wanted["rows"])


def test_a_line_leads_to_its_import(page, server):
    page.use_token(server.token)
    page.open("#/enterprises?year=2024" + EN)
    page.click(".bridge button.figure")
    page.click("dialog tbody a")
    page.gone("dialog")
    page.until(lambda: page.hash().startswith("#/imports?id="))
    page.shows("[data-role=import]", "partnerships.csv")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_window_is_for_everybody(page, faults, theme):
    page.prefer(theme)
    page.open("#/enterprises?year=2024")
    page.click(".bridge button.figure")
    page.find("dialog table")
    page.shoot(f"lineage-{theme}")
    assert faults() == []
    page.size(390, 844)
    page.shoot(f"lineage-{theme}-390")
    assert page.widths()[0] <= 390
    page.press("\ue00c")  # Escape
    page.gone("dialog")
    assert "figure" in page.focused().get_attribute("class")
