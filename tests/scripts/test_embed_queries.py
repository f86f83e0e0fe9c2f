"""The generator of the embedded SQL: what it makes and what it refuses."""
import hashlib
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "schema" / "embed_queries.py"
GOOD = "-- role: read\n-- Asks.\n-- $1 int\nSELECT $1::int\n"


class Tree:
    """A folder with queries/, migrations/ and out/."""

    def __init__(self, path):
        self.path = path
        for name in ("queries", "migrations", "out"):
            (path / name).mkdir()
        self.migration("0001_one.sql", "CREATE TABLE one (id int);\n")

    def query(self, name, text):
        (self.path / "queries" / name).write_text(text, encoding="utf-8")

    def migration(self, name, text):
        (self.path / "migrations" / name).write_text(text, encoding="utf-8")

    def run(self, *more):
        queries = [path for path in (self.path / "queries").glob("*.sql")
                   if not path.name.endswith(".inc.sql")]
        return subprocess.run(
            [SCRIPT, "--out-dir", self.path / "out", *more, "--queries",
             *sorted(queries), "--migrations",
             *sorted((self.path / "migrations").glob("*.sql"))],
            capture_output=True, text=True, timeout=60, check=False)

    def made(self, name, *more):
        done = self.run(*more)
        assert done.returncode == 0, done.stderr
        return (self.path / "out" / name).read_text(encoding="utf-8")


@pytest.fixture
def tree(tmp_path):
    return Tree(tmp_path)


def test_a_file_becomes_an_enum_and_a_row(tree):
    tree.query("thing_read.sql", GOOD)
    tree.query("a_first.sql", "-- role: any\n-- First.\nCOMMIT;\n")
    header = tree.made("statements.h")
    assert header.index("STATEMENT_A_FIRST,") \
        < header.index("STATEMENT_THING_READ,") \
        < header.index("STATEMENT_COUNT")
    source = tree.made("statements.c")
    assert '"SELECT $1::int"' in source
    assert ".params = 1," in source
    assert '"COMMIT"' in source
    assert source.count(".commits = true") == 1


def test_the_text_survives_as_c(tree, tmp_path):
    text = "SELECT 'a\\b', '\"??=', '学校', $x$;-- no comment$x$"
    tree.query("odd.sql", "-- role: any\n-- Odd.\n" + text + "\n")
    program = tmp_path / "show.c"
    row = tree.made("statements.c").split(".sql =\n")[1].split(",\n")[0]
    program.write_text("#include <stdio.h>\nint main(void)"
                       f"{{ fputs({row}, stdout); return 0; }}\n")
    subprocess.run(["cc", "-std=c11", "-trigraphs", "-w", "-o",
                    tmp_path / "show", program], check=True, timeout=60)
    shown = subprocess.run([tmp_path / "show"], capture_output=True,
                           check=True, timeout=60).stdout.decode()
    assert shown == text


def test_comments_are_left_out(tree):
    tree.query("x.sql", "-- role: any\n-- It's.\nSELECT 1 -- don't; stop\n"
               "/* nor; this */ + 2\n")
    source = tree.made("statements.c")
    assert "stop" not in source and "nor" not in source
    assert '"SELECT 1\\n"' in source


def test_an_include_is_spliced(tree):
    tree.query("part.inc.sql", "-- Gives p.\nWITH p AS (SELECT $1::int)\n")
    tree.query("x.sql", "-- role: any\n-- X.\n-- $1 int\n"
               "-- include: part.inc.sql\nSELECT * FROM p\n")
    assert '"WITH p AS (SELECT $1::int)\\n"' in tree.made("statements.c")


def test_a_dependency_file_names_the_includes(tree):
    tree.query("part.inc.sql", "WITH p AS (SELECT 1)\n")
    tree.query("x.sql", "-- role: any\n-- X.\n-- include: part.inc.sql\n"
               "SELECT * FROM p\n")
    path = tree.path / "out" / "d"
    tree.made("statements.c", "--depfile", path)
    assert "part.inc.sql" in path.read_text()


def test_the_tables_of_the_session_are_a_script(tree):
    tree.query("session_tables.sql", "-- role: import\n-- T.\n"
               "CREATE TEMP TABLE a (x int);\nCREATE TEMP TABLE b (x int);\n")
    source = tree.made("statements.c")
    assert ".script = true" in source
    assert "b (x int);" in source


def test_a_migration_has_its_number_name_and_hash(tree):
    text = "CREATE TABLE two (id int); INSERT INTO two VALUES (1);\n"
    tree.query("x.sql", GOOD)
    tree.migration("0002_two.sql", text)
    source = tree.made("migrations.c")
    assert ".number = 2," in source
    assert '.name = "two"' in source
    assert hashlib.sha256(text.encode()).hexdigest() in source


@pytest.mark.parametrize("text,told", [
    ("SELECT 1\n", "role"),
    ("", "role"),
    ("-- role: king\n-- X.\nSELECT 1\n", "role"),
    ("-- X.\n-- role: any\nSELECT 1\n", "role"),
    ("-- role: any\nSELECT 1\n", "what it is for"),
    ("-- role: any\n-- X.\nSELECT 1; SELECT 2\n", "one statement"),
    ("-- role: any\n-- X.\nSELECT 1; SELECT 2;\n", "one statement"),
    ("-- role: any\n-- X.\n", "no statement"),
    ("-- role: any\n-- X.\n;\n", "no statement"),
    ("-- role: any\n-- X.\nSELECT $1::int\n", "differ"),
    ("-- role: any\n-- X.\n-- $1 int, $2 int\nSELECT $1::int\n", "differ"),
    ("-- role: any\n-- X.\n-- $2 int\nSELECT $2::int\n", "numbered"),
    ("-- role: any\n-- X.\n-- include: none.inc.sql\nSELECT 1\n", "none.inc"),
    ("-- role: any\n-- X.\n-- $1 to $25\nSELECT "
     + ",".join(f"${i}" for i in range(1, 26)) + "\n", "differ"),
    ("-- role: any\n-- X.\n--" + "".join(f" ${i}" for i in range(1, 28))
     + "\nSELECT " + ",".join(f"${i}" for i in range(1, 28)) + "\n", "26"),
])
def test_a_query_that_breaks_the_rules_is_named(tree, text, told):
    tree.query("bad.sql", text)
    done = tree.run()
    assert done.returncode == 1
    assert "bad.sql" in done.stderr and told in done.stderr
    assert "Traceback" not in done.stderr


def test_an_include_of_itself_ends(tree):
    tree.query("loop.inc.sql", "-- include: loop.inc.sql\n")
    tree.query("bad.sql",
               "-- role: any\n-- X.\n-- include: loop.inc.sql\nSELECT 1\n")
    done = tree.run()
    assert done.returncode == 1 and "too deep" in done.stderr


@pytest.mark.parametrize("name", ["0003_gap.sql", "two.sql", "0001_again.sql"])
def test_a_migration_out_of_order_is_refused(tree, name):
    tree.query("x.sql", GOOD)
    tree.migration(name, "SELECT 1;\n")
    done = tree.run()
    assert done.returncode == 1 and name.split("_")[0] in done.stderr


def test_a_file_that_is_not_listed_is_refused(tree):
    tree.query("x.sql", GOOD)
    tree.query("part.inc.sql", "SELECT 1\n")
    listed = tree.path / "queries" / "x.sql"
    other = tree.path / "queries" / "y.sql"
    other.write_text(GOOD)
    done = subprocess.run(
        [SCRIPT, "--complete", "--out-dir", tree.path / "out", "--queries",
         listed, "--migrations", tree.path / "migrations" / "0001_one.sql"],
        capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1 and "y.sql" in done.stderr
    assert "part.inc.sql" not in done.stderr
