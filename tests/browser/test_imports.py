"""Bringing in a file: refused, mended, looked at, stored, undone."""
import csv

import pytest
from selenium.webdriver.common.keys import Keys

HEAD = "school,indicator,period,value\n"
SCHOOL = "3699000001"


@pytest.fixture
def signed_in(page, server):
    page.use_token(server.token)
    return page


def write(folder, name, *rows):
    path = folder / name
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows),
                    encoding="utf-8")
    return path


def figure(server, indicator, period, area="990100"):
    rows = server.public.data(indicator=indicator, area=area,
                              period=period).rows()
    return rows[0]["value"] if rows else None


def tile(page):
    """What the overview says of the first blank."""
    return int(page.text("[data-blank=B1] .tile-value .number")
               .replace(",", ""))


def without_rules(page):
    page.click("details summary")
    page.click("#upload-rules")


def send(page, path):
    page.attach("#upload-file", path)
    page.click("[data-role=check]")


def test_a_token_is_asked_for_and_kept_for_the_tab(page, server):
    page.open("#/imports")
    page.click("[data-role=enter-token]")
    page.type("#token", server.token)
    page.click("dialog button[type=submit]")
    page.find("[data-role=upload]")
    page.shows("[data-role=imports]", "已入库")
    page.reload()
    page.find("[data-role=upload]")
    assert server.token not in page.driver.current_url
    assert page.run("return Object.values(localStorage)").count(
        server.token) == 0


def test_a_wrong_token_is_told(page):
    page.use_token("wrong")
    page.allow(401)
    page.open("#/imports?lang=en")
    page.shows("main [role=alert]", "Enter a token")


def test_refused_mended_stored_and_undone(signed_in, server, tmp_path,
                                          emptied, faults):
    page = signed_in
    before = figure(server, "train_persontimes", "2024M08")
    page.allow(422)
    page.open("#/overview")
    shown = tile(page)
    page.click(".nav a[href*=imports]")
    without_rules(page)

    send(page, write(tmp_path, "bad.csv",
                     f"{SCHOOL},train_persontimes,2024M08,1573",
                     f"{SCHOOL},train_persontimes,2024M13,10",
                     "9,train_persontimes,2024M08,1x"))
    page.shows("[data-role=faults]", "第3行")
    page.shows("[data-role=faults]", "2024M13")
    page.shows("[data-role=result]", "有 3 处错误")
    page.click("[data-role=errors-csv]")
    with open(page.saved(emptied), encoding="utf-8-sig") as table:
        assert [row["line"] for row in csv.DictReader(table)] == [
            "3", "4", "4"]
    page.shoot("imports-faults")
    assert faults() == []
    assert figure(server, "train_persontimes", "2024M08") == before

    send(page, write(tmp_path, "good.csv",
                     f"{SCHOOL},train_persontimes,2024M08,1573"))
    page.shows("[data-role=impact]", "职业培训人次")
    assert page.text("[data-count=updated]") == "1"
    page.shoot("imports-preview")
    assert faults() == []
    assert figure(server, "train_persontimes", "2024M08") == before

    page.click("[data-role=commit]")
    page.shows("[data-role=result]", "已入库")
    now = figure(server, "train_persontimes", "2024M08")
    assert now == before + 1000
    page.shoot("imports-stored")
    assert faults() == []

    page.click("[data-role=result] a[href*=overview]")
    page.until(lambda: tile(page) == shown + 1000, "the tile is as before")
    page.click(".nav a[href*=imports]")
    page.find("[data-role=imports] [data-role=undo]").click()
    page.shows("dialog [data-role=impact]", "职业培训人次")
    page.shoot("imports-undo")
    assert faults() == []
    page.click("[data-role=undo-confirm]")
    page.gone("dialog")
    page.shows("[data-state=reverted]", "已撤销")
    assert figure(server, "train_persontimes", "2024M08") == before
    page.click(".nav a[href*=overview]")
    page.until(lambda: tile(page) == shown, "the tile is not back")


def test_the_keyboard_is_enough(signed_in, server, tmp_path):
    page = signed_in
    before = figure(server, "train_persontimes", "2024M08")
    page.open("#/overview?lang=en")
    page.tab_to(".nav a[href*=imports]")
    page.press(Keys.ENTER)
    page.find("[data-role=upload]")
    page.tab_to("#upload-file").send_keys(str(write(
        tmp_path, "keys.csv", f"{SCHOOL},train_persontimes,2024M08,2000")))
    page.tab_to("summary")
    page.press(Keys.ENTER)
    page.tab_to("#upload-rules")
    page.press(Keys.SPACE)
    page.tab_to("[data-role=check]")
    page.press(Keys.ENTER)
    page.find("[data-role=commit]")
    # The focus is at the result already: nobody walks there again.
    page.tab_to("[data-role=commit]", steps=6)
    page.press(Keys.ENTER)
    page.find("[data-role=result] [data-role=undo]")
    page.tab_to("[data-role=result] [data-role=undo]", steps=4)
    page.press(Keys.ENTER)
    page.find("[data-role=undo-confirm]")
    page.tab_to("[data-role=undo-confirm]", steps=12)
    page.press(Keys.ENTER)
    page.gone("dialog")
    page.shows("[data-state=reverted]", "Undone")
    assert figure(server, "train_persontimes", "2024M08") == before


def test_the_preview_says_what_an_import_would_change(signed_in, server,
                                                      tmp_path):
    page = signed_in
    page.open("#/imports?lang=en")
    without_rules(page)
    send(page, write(tmp_path, "zero.csv",
                     f"{SCHOOL},train_persontimes,2024M08,0"))
    page.shows("[data-role=impact]", "turns round")
    rows = [[cell.text for cell in row.find_elements("css selector",
                                                     "th, td")]
            for row in page.all("[data-role=impact] tbody tr")]
    wanted = server.public.data(
        indicator="train_persontimes", area="990101", period="2024M08",
        compare="prev_year").rows()[0]
    row = next(r for r in rows if r[0].startswith("Vocational training")
               and r[1].startswith("Jia") and r[2] == "Aug 2024")
    assert row[3].splitlines()[0] == f"{wanted['value']:,}"
    assert f"{wanted['change_pct']:+.2f}%" in row[3]
    page.all("[data-role=commit]")


def test_what_breaks_a_rule_can_be_explained(signed_in, server, tmp_path):
    page = signed_in
    server.admin.load("schools", "code,name_zh,name_en,level,area\n"
                      "3699000901,说明学校,Explaining School,sv,990110\n")
    server.admin.load("observations", HEAD
                      + "3699000901,comp_awards,2022,100\n"
                      + "3699000901,comp_awards,2023,100\n")
    page.allow(422)
    page.open("#/imports?lang=en")
    send(page, write(tmp_path, "jump.csv",
                     "3699000901,comp_awards,2024,900"))
    page.shows(".explain", "V-")
    for line in page.all(".explain input"):
        line.send_keys("a new competition was held here")
    page.find("[data-role=faults] ~ button").click()
    page.find("[data-role=commit]").click()
    page.shows("[data-role=result]", "Stored as revision")
    page.click("[data-role=result] [data-role=undo]")
    page.click("[data-role=undo-confirm]")
    page.gone("dialog")


def test_a_form_is_read_by_its_blank_sheet(signed_in, emptied):
    page = signed_in
    page.open("#/imports?kind=forms&lang=en")
    assert page.run(
        "return document.querySelector('#upload-by').value") == (
        "train_monthly")
    page.click("a[download]")
    path = page.saved(emptied)
    assert path.suffix == ".xlsx" and path.stat().st_size > 4000


def test_a_cell_of_a_workbook_is_named(signed_in, tmp_path):
    import openpyxl
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表3"
    sheet.append(HEAD.strip().split(","))
    sheet.append([SCHOOL, "train_persontimes", "2024M08", "1x"])
    path = tmp_path / "book.xlsx"
    book.save(path)
    page = signed_in
    page.allow(422)
    page.open("#/imports")
    without_rules(page)
    send(page, path)
    page.shows("[data-role=faults]", "表3!D2")


def test_a_large_file_shows_how_far_it_is(signed_in, tmp_path):
    """40,000 rows: that it is sent and read is shown while it lasts."""
    page = signed_in
    path = write(tmp_path, "large.csv", *(
        f"{SCHOOL},train_persontimes,2017M{month:02d},{value}"
        for value in range(4000) for month in range(1, 11)))
    page.allow(422)
    page.open("#/imports?lang=en")
    page.run("""
        window.seen = new Set();
        new MutationObserver(() => {
            const bar = document.querySelector('[data-role=progress] p');
            if (bar) {
                seen.add(bar.textContent);
            }
        }).observe(document.body, {subtree: true, childList: true,
            characterData: true});""")
    send(page, path)
    page.shows("[data-role=result]", "faults; nothing was stored")
    seen = page.run("return [...seen]")
    assert "100% sent" in seen, seen
    assert any("rows" in words for words in seen), seen
    page.shows("[data-role=faults]", "The first 1,000 of")


def test_an_import_has_an_address(signed_in, server):
    page = signed_in
    made = server.admin.ok("/v1/imports", kind="schools").json["imports"][-1]
    page.open(f"#/imports?id={made['id']}&lang=en")
    page.shows("[data-role=import]", made["sha256"])
    page.shows("[data-role=import]", "schools.csv")
    page.reload()
    page.shows("[data-role=import]", made["sha256"])


def test_words_of_a_file_are_no_markup(signed_in, tmp_path):
    page = signed_in
    page.allow(422)
    page.open("#/imports")
    without_rules(page)
    send(page, write(tmp_path, "<img src=x onerror=alert(1)>.csv",
                     "<img src=x onerror=alert(1)>,train_persontimes,"
                     "2024M08,<b>1</b>"))
    page.shows("[data-role=faults]", "<img src=x onerror=alert(1)>")
    page.shows("[data-role=imports]", "<img src=x onerror=alert(1)>.csv")
    assert page.all("main img") == [] and page.all("main b") == []
