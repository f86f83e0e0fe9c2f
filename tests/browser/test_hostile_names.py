"""Whatever somebody is called is a text: no name is read as markup."""
import pytest

from bench.page import Page
from lib.credit import code, entries, entry
from lib.openapi import OpenApi
from lib.server import close_server, make_server

EVIL = '<img src=x onerror="window.hacked=1"><b>{}</b>'
YEARS = (2023, 2024)


def evil(name):
    return EVIL.format(name)


def quoted(name):
    return '"' + evil(name).replace('"', '""') + '"'


def fill(admin):
    admin.load("areas", "code,name_zh,name_en,level,parent\n"
               f"X1,{quoted('city')},{quoted('city')},prefecture,CN\n"
               f"X11,{quoted('county')},{quoted('county')},county,X1\n")
    admin.load("schools", "code,name_zh,name_en,level,area\n" + "".join(
        f"X{at},{quoted(f'school{at}')},{quoted(f'school{at}')},sv,X11\n"
        for at in range(2)))
    admin.load("dimensions", "dimension,membership,order,code,name_zh,"
               "name_en,note\n"
               f"gender,partition,9,x,{quoted('member')},"
               f"{quoted('member')},\n")
    admin.load("partnerships", entries(entry(
        "X0", code(1), enterprise=quoted("enterprise"),
        start="2022-01-01")))
    admin.load("observations",
               "school,indicator,period,gender,value,note\n" + "".join(
                   f"X0,students_ft,{year}-09-01,{gender},{year},"
                   f"{quoted('note')}\n"
                   for year in YEARS for gender in ("x", "1")),
               filename=evil("file") + ".csv")


@pytest.fixture(scope="module")
def hostile(cluster, tmp_path_factory):
    made = make_server(cluster, OpenApi.load(),
                       tmp_path_factory.mktemp("hostile"))
    made.daemon.start()
    try:
        fill(made.admin)
        yield made
        close_server(made)
    finally:
        made.daemon.kill()


@pytest.fixture
def page(driver, hostile):
    made = Page(driver, hostile.daemon.url)
    made.forget()
    made.use_token(hostile.token)
    yield made
    assert made.complaints() == []


ADDRESSES = {
    "#/overview?year=2024": ["city"],
    "#/indicator?id=students_ft&year=2024&area=X1": ["county"],
    "#/indicator?id=students_ft&year=2024&area=X1&by=school": ["school0"],
    "#/indicator?id=students_ft&year=2024&area=X1&by=gender": ["member"],
    "#/enterprises?year=2024&area=X1&show=kept": ["enterprise", "school0"],
    "#/completeness?period=2024-09-01&area=X1": ["school1", "county"],
    "#/imports": ["file"],
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_names_are_texts(page, address):
    page.open(f"{address}{'&' if '?' in address else '?'}lang=en")
    for name in ADDRESSES[address]:
        page.until(lambda name=name: evil(name) in page.run(
            "return document.body.textContent"), f"no {name}")
    nothing_came_of_it(page)


def test_the_window_of_a_lineage(page):
    page.open("#/indicator?id=students_ft&year=2024&area=X1&lang=en")
    page.click("button.figure")
    page.find("dialog table")
    for name in ("school0", "note", "file", "city"):
        page.until(lambda name=name: evil(name) in page.run(
            "return document.querySelector('dialog').textContent"))
    nothing_came_of_it(page)


def nothing_came_of_it(page):
    page.settle()
    assert page.run("return window.hacked") is None
    assert page.all("main img, main b, dialog img, dialog b") == []
