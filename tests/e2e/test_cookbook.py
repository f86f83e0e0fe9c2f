"""The cookbooks are true: every command of theirs, run as it stands, prints
what stands below it, and none leaves other figures behind."""
import os

import pytest

from lib import TOP, cookbook, demo_city

PLACES = {name: os.path.join(TOP, "docs", name)
          for name in ("cookbook.md", "cookbook.zh-CN.md")}
BOOKS = {name: cookbook.read(path) for name, path in PLACES.items()}
SECTIONS = [(name, section) for name, (_, sections) in BOOKS.items()
            for section in sections]
FIGURES = """
    SELECT count(*), sum(hashtextextended(o::text, 0)) FROM (
        SELECT cell, school, value, status, note FROM observation) o"""


@pytest.fixture(scope="module", autouse=True)
def city(server, tmp_path_factory):
    demo_city.load(server.admin,
                   demo_city.make(tmp_path_factory.mktemp("demo")))


@pytest.fixture
def figures_stay(server):
    before = server.psql(FIGURES)
    yield
    assert server.psql(FIGURES) == before


@pytest.fixture
def surroundings(server, tmp_path):
    """What a quickstart would have given."""
    (tmp_path / "admin.token").write_text(server.token + "\n")
    return {**os.environ, "TVETSTAT_PORT": str(server.daemon.port),
            "TVETSTAT_STATE": str(tmp_path), "TMPDIR": str(tmp_path),
            "no_proxy": "127.0.0.1"}


@pytest.mark.parametrize("book,section", SECTIONS,
                         ids=[f"{b}: {s.title}" for b, s in SECTIONS])
def test_commands_answer_as_printed(surroundings, tmp_path, figures_stay,
                                    book, section):
    got = cookbook.run(BOOKS[book][0], section, tmp_path, surroundings)
    assert got == [step.answer for step in section.steps]


def test_both_languages_have_the_same_commands():
    """But for the language asked for."""
    def commands(book):
        return [[step.command.replace("lang=zh", "lang=en")
                 for step in section.steps] for section in BOOKS[book][1]]
    assert commands("cookbook.md") == commands("cookbook.zh-CN.md")
    assert len(commands("cookbook.md")) >= 10
