"""The annual summary as it reads now, and to take away."""
import zipfile

import pytest

AREA = "990100"
PLACE = "#/report?year=2024&through=M08"


def annual(server, **params):
    return server.public.ok("/v1/reports/annual", year=2024, area=AREA,
                            **params).json


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("through", ["M08", None])
def test_every_sentence_stands_there(page, server, lang, through):
    params = {"through": through} if through else {}
    wanted = annual(server, lang=lang, **params)
    page.open("#/report?year=2024&text=" + lang
              + (f"&through={through}" if through else ""))
    assert page.text(".paper-title") == wanted["title"]
    for one in wanted["sentences"]:
        told = page.text(f"[data-sentence={one['id']}]")
        if one["text"] is None:
            assert all(slot in told for slot in one["missing"])
        else:
            assert one["text"].strip() in told


def test_the_text_need_not_have_the_language_of_the_page(page, server):
    page.open(PLACE)
    page.click("label[for=text-en]")
    page.until(lambda: "text=en" in page.hash())
    wanted = annual(server, through="M08", lang="en")["sentences"][0]
    page.shows("[data-sentence=T1]", wanted["text"])
    assert page.text("h1") == "年度总结"


def test_a_figure_of_a_sentence_leads_to_its_rows(page, server):
    wanted = annual(server, through="M08")["sentences"][0]["figures"][0]
    page.open(PLACE)
    button = page.find("[data-sentence=T1] a.figure")
    assert button.text == wanted["text"]
    button.click()
    page.shows("dialog [data-role=sum]", "与该数字一致")
    page.shows("dialog [data-role=lineage]", "职业培训人次")


def test_a_sentence_that_lacks_a_figure_names_it(page, server):
    """No school has reported for the year that has only begun."""
    wanted = server.public.ok("/v1/reports/annual", year=2019,
                              area=AREA).json["sentences"]
    lacking = [one for one in wanted if one["text"] is None]
    page.open("#/report?year=2019")
    assert {one.get_attribute("data-missing")
            for one in page.all("[data-missing]")} == {
                one["id"] for one in lacking}
    for one in lacking:
        assert all(slot in page.text(f"[data-missing={one['id']}]")
                   for slot in one["missing"])


def test_it_can_be_taken_away(page, server, emptied):
    wanted = annual(server, through="M08")
    page.open(PLACE)
    for ending in ("md", "html", "docx"):
        for path in emptied.iterdir():
            path.unlink()
        page.click(f"[data-format={ending}]")
        path = page.saved(emptied)
        assert path.suffix == f".{ending}"
        if ending == "docx":
            with zipfile.ZipFile(path) as book:
                text = book.read("word/document.xml").decode("utf-8")
        else:
            text = path.read_text(encoding="utf-8")
        assert wanted["title"] in text
        assert wanted["sentences"][0]["text"][:20] in text
