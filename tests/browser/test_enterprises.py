"""Enterprises that came, went and stayed."""
import pytest

AREA = "990100"


def shown(page, name):
    return page.text(f".bridge [data-part={name}]").splitlines()[-1]


def codes(page):
    return {cell.text for cell in page.all("[data-role^=list-] code")}


def in_force(server, day):
    """The credit codes of a day, from the entries themselves."""
    entries = server.admin.ok("/v1/partnerships", on=day, area=AREA,
                              limit=5000).json["partnerships"]
    return {one["credit_code"] for one in entries if one["credit_code"]}


def test_base_and_new_less_lost_is_now(page, server):
    page.open("#/enterprises?year=2024&lang=en")
    row = server.public.data(indicator="ent_partners", area=AREA,
                             period="2024", compare="prev_year").rows()[0]
    base, new, lost, now = (int(shown(page, name))
                            for name in ("base", "new", "lost", "now"))
    assert base + new - lost == now
    assert (base, new, lost, now) == (row["base"], row["new"], row["lost"],
                                      row["value"])
    assert int(shown(page, "kept")) == row["kept"]


@pytest.mark.parametrize("kind", ["new", "lost", "kept"])
def test_the_lists_name_them(page, server, kind):
    now, then = (in_force(server, f"{year}-12-31") for year in (2024, 2023))
    wanted = {"new": now - then, "lost": then - now, "kept": now & then}
    page.open(f"#/enterprises?year=2024&show={kind}")
    page.find(f"[data-role=list-{kind}]")
    assert codes(page) == wanted[kind] and wanted[kind]


def test_a_choice_stands_in_the_address(page, server):
    page.open("#/enterprises?year=2024&lang=en")
    page.click("label[for=show-lost]")
    page.find("[data-role=list-lost]")
    page.choose("#ent_tier", "srdi")
    page.until(lambda: "ent_tier=srdi" in page.hash())
    page.settle()
    wanted = server.public.data(
        indicator="ent_partners", area=AREA, period="2024",
        where__ent_tier="srdi", compare="prev_year").rows()[0]
    page.until(lambda: shown(page, "now") == str(wanted["value"]))
    page.reload()
    assert shown(page, "now") == str(wanted["value"])
    assert len(codes(page)) == wanted["lost"]
    page.driver.back()
    page.until(lambda: "ent_tier" not in page.hash())


def test_by_tier_and_by_mode(page, server):
    page.open("#/enterprises?year=2024&lang=en")
    for dimension in ("ent_tier", "coop_mode"):
        rows = server.public.data(
            indicator="ent_partners", area=AREA, period="2024",
            by=dimension, labels="both", lang="en",
            compare="prev_year").rows()
        page.find(f"[data-role=by-{dimension}]")
        told = {row.find_element("css selector", "th").text: [
            cell.text for cell in row.find_elements("css selector", "td")]
            for row in page.all(f"[data-role=by-{dimension}] tbody tr")}
        assert len(told) == len(rows)
        for row in rows:
            cells = told[row[f"{dimension}_name"]]
            assert [cells[0], cells[1], *cells[3:]] == [
                str(row[key])
                for key in ("value", "base", "new", "lost", "kept")]


def test_a_count_leads_to_its_entries(page):
    page.open("#/enterprises?year=2024&lang=en")
    now = shown(page, "now")
    page.click(".bridge button.figure")
    page.shows("dialog", f"Summed again by the service: {now}")
    page.shows("dialog", "partnerships.csv")
