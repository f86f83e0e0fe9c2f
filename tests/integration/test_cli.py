"""The command line against a private cluster (run by postgres.sh).

TVETSTATD is the program.
"""
import hashlib
import os
import pwd
import re
import signal
import subprocess

import pytest

PROGRAM = os.environ["TVETSTATD"]
CLUSTER = os.environ["TVETSTAT_TEST_CLUSTER"]
CLUSTER_SCRIPT = os.environ["TVETSTAT_TEST_TOP"] + "/scripts/cluster"
COMMANDS = ["serve", "migrate", "check-config", "check-report", "token create", "token list",
            "token revoke", "read-workbook", "version"]


def run(*args, **more):
    return subprocess.run([PROGRAM, *args], capture_output=True, text=True,
                          timeout=60, **more)


def conninfo(role, database):
    return subprocess.run(
        [CLUSTER_SCRIPT, "conninfo", CLUSTER, role, database], check=True,
        capture_output=True, text=True).stdout.strip()


class Database:
    """An empty database of its own and a configuration that names it."""

    def __init__(self, name, folder):
        subprocess.run([CLUSTER_SCRIPT, "database", CLUSTER, name],
                       check=True, timeout=60)
        self.name = name
        self.config = str(folder / "tvetstat.conf")
        with open(self.config, "w", encoding="utf-8") as file:
            file.write(f"""[database]
conninfo = {conninfo("tvetstat", name)}
owner_conninfo = {conninfo("tvetstat_owner", name)}
""")

    def run(self, *args, **more):
        return run(*args, "--config", self.config, **more)

    def sql(self, text):
        return subprocess.run(
            ["psql", "-XAtc", text, conninfo("postgres", self.name)],
            check=True, capture_output=True, text=True,
            timeout=60).stdout.strip()


@pytest.fixture(scope="session")
def empty(tmp_path_factory):
    return Database("cli_empty", tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="session")
def database(tmp_path_factory):
    """Migrated."""
    database = Database("cli", tmp_path_factory.mktemp("cli"))
    done = database.run("migrate")
    assert done.returncode == 0, done.stderr
    return database


# --- being called ---


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command):
    done = run(*command.split(), "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"usage: tvetstatd {command}")
    assert done.stderr == ""


def test_help_lists_every_command():
    done = run("--help")
    assert done.returncode == 0
    for command in COMMANDS:
        assert f"  {command} " in done.stdout


@pytest.mark.parametrize("args", [
    [], ["fly"], ["token"], ["token", "fly"], ["tok", "create"],
    ["serve", "--fly"], ["serve", "--config"], ["serve", "now"],
    ["token", "revoke"], ["token", "revoke", "1", "2"],
    ["token", "create", "--role", "admin"],
    ["token", "create", "--name", "x"],
    ["token", "create", "--role", "admin", "--name", "x",
     "--expires-days", "0"],
    ["token", "create", "--role", "admin", "--name", "x",
     "--expires-days", "1x"],
    ["token", "create", "--role", "admin", "--name", "x"]
    + ["--school", "A"] * 65,
    ["version", "--config", "x"],
    ["check-report"], ["check-report", "--lang", "fr", "x"],
    ["check-report", "x"] + ["--catalogue", "x"] * 9,
])
def test_a_wrong_call_is_exit_code_2(args):
    done = run(*args)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr != ""


def test_version():
    done = run("version")
    assert done.returncode == 0
    assert re.fullmatch(r"tvetstatd \d+\.\d+\.\d+ \(schema \d+\)\n",
                        done.stdout)


def test_output_that_cannot_be_written_is_a_failure():
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run([PROGRAM, "version"], stdout=full, timeout=60,
                              stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert b"could not write" in done.stderr


# --- the configuration ---


def test_serve_serves_until_it_is_told_to_stop(database, tmp_path):
    config = tmp_path / "serve.conf"
    with open(database.config, encoding="utf-8") as file:
        config.write_text(file.read() + "[http]\nport = 0\n"
                          f"[import]\nspool_dir = {tmp_path}\n")
    with subprocess.Popen([PROGRAM, "serve", "--config", str(config)],
                          stderr=subprocess.PIPE, text=True) as daemon:
        try:
            while "event=db_up" not in (line := daemon.stderr.readline()):
                assert line != "", "it ended"
            daemon.send_signal(signal.SIGTERM)
            assert daemon.wait(timeout=30) == 0
        finally:
            daemon.kill()


def test_check_config(database):
    done = database.run("check-config")
    assert done.returncode == 0
    assert done.stdout == f"{database.config}: ok\n"


# --- templates of reports ---

TEMPLATES = os.environ["TVETSTAT_TEST_TOP"] + "/daemon/report/templates"
CATALOGUE = """code,name_zh,name_en,unit,kind,numerator,denominator,\
agg_schools,agg_time,period_type,breakdowns,direction,source
grads_sv,毕业生,Graduates,人,flow,,,sum,sum,school_year,gender,neutral,
to_hv,升学,Onward,人,flow,,,sum,sum,school_year,,higher,
rate,升学率,Rate,%,ratio,to_hv,grads_sv,ratio_of_sums,ratio_of_sums,\
school_year,,higher,
"""
MEMBERS = """dimension,membership,order,code,name_zh,name_en,note
gender,partition,1,1,男,Male,
gender,partition,2,2,"女",Female,
"""
TEMPLATE = """language zh
title t
figure a = grads_sv, school-year-ending, where gender=1
figure r = rate, school-year-ending
sentence S B4
  {year}届{a}人，占{r}%[，{r:pp}]。
"""


@pytest.fixture
def template(tmp_path):
    def write(text, name="annual.zh.txt", encoding="utf-8"):
        path = tmp_path / name
        path.write_text(text, encoding=encoding)
        return str(path)

    return write


@pytest.fixture
def catalogue(template):
    return ["--catalogue", template(CATALOGUE, "indicators.csv", "utf-8-sig"),
            "--catalogue", template(MEMBERS, "codelists.csv")]


def test_the_templates_that_come_along_are_right():
    done = run("check-report", f"{TEMPLATES}/annual.zh.txt",
               f"{TEMPLATES}/annual.en.txt")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert len(lines) == 2
    assert all("ok, 14 sentences" in line for line in lines)


def test_a_template_with_its_catalogue(template, catalogue):
    path = template(TEMPLATE)
    done = run("check-report", *catalogue, path)
    assert (done.returncode, done.stdout) == (
        0, f"{path}: ok, 1 sentences, 2 figures\n")
    done = run("check-report", *catalogue, "--lang", "zh", path)
    assert done.stdout == f"{path}:正确,1 个句子,2 项数据\n"


@pytest.mark.parametrize("wrong,right,told", [
    ("rate, school", "rates, school",
     ":4:8: error: there is no indicator rates; did you mean rate? "
     "[unknown_indicator]"),
    ("gender=1", "gender=3", ":3:8: error: there is no 3 in gender "
     "[unknown_member]"),
    ("gender=1", "sex=1", ":3:8: error: grads_sv is not broken down by sex "
     "[unknown_dimension]"),
    ("r:pp", "r:chg", ":6:22: error: r:chg: a rate changes in percentage "
     "points: pp, not chg [rate_grows]"),
    ("{a}", "{b}", ":6:11: error: there is no figure b; declare it first "
     "[unknown_slot]"),
])
def test_faults_have_their_place(template, catalogue, wrong, right, told):
    path = template(TEMPLATE.replace(wrong, right))
    done = run("check-report", *catalogue, path)
    assert done.returncode == 1
    assert path + told in done.stdout.splitlines()


def test_warnings_are_no_failure(template):
    path = template(TEMPLATE.replace("}。", "}").replace("]。", "]"))
    done = run("check-report", path)
    assert done.returncode == 0
    assert ": warning: the sentence has no full stop [no_stop]" in done.stdout


def test_one_bad_file_of_two_is_a_failure(template):
    done = run("check-report", template("x", "bad.txt"), template(TEMPLATE))
    assert done.returncode == 1
    assert "unknown_statement" in done.stdout
    assert done.stdout.splitlines()[-1].endswith("ok, 1 sentences, 2 figures")


def test_a_file_that_notepad_saved_as_ansi(template):
    done = run("check-report", template(TEMPLATE, "gbk.txt", "gbk"))
    assert done.returncode == 1
    assert ":6:9: error: not UTF-8; in Notepad choose" in done.stdout


def test_a_template_that_is_not_there():
    done = run("check-report", "/nowhere/x.txt")
    assert done.returncode == 1
    assert "could not read /nowhere/x.txt" in done.stderr


@pytest.mark.parametrize("text,told", [
    ("a,b\n1,2\n", "c.csv:1: neither indicators nor dimensions"),
    ('code,unit\nx"y"z,人\n', "c.csv:2: bad row"),
    ("code,unit\nx,人\nx,人\n", "the catalogue is no good"),
])
def test_a_catalogue_that_is_none(template, text, told):
    done = run("check-report", "--catalogue", template(text, "c.csv"),
               template(TEMPLATE))
    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr


@pytest.mark.parametrize("command", [
    ["check-config"], ["serve"], ["migrate"], ["token", "list"]])
def test_a_missing_configuration_is_named(command):
    done = run(*command, "--config", "/nowhere/x.conf")
    assert done.returncode == 1
    assert "/nowhere/x.conf" in done.stderr


@pytest.mark.parametrize("text,told", [
    ("[http]\nport = 99999\n", "port"),
    ("[http]\nfly = 1\n", "fly"),
    ("[database]\nconninfo = host=db.example.org\n", "socket directory"),
    ("[database]\nconninfo = host=/run nonsense\n", "conninfo"),
])
def test_a_broken_configuration_is_explained(tmp_path, text, told):
    path = tmp_path / "x.conf"
    path.write_text(text)
    for command in ("check-config", "serve"):
        done = run(command, "--config", str(path))
        assert done.returncode == 1
        assert told in done.stderr


# --- migrate ---


def test_migrate_twice(tmp_path):
    database = Database("cli_migrate", tmp_path)
    first = database.run("migrate")
    assert first.returncode == 0, first.stderr
    lines = first.stdout.splitlines()
    assert lines[0] == "applied 0001 store"
    assert int(database.sql("SELECT count(*) FROM schema_migration")) \
        == len(lines)
    second = database.run("migrate")
    assert second.returncode == 0
    assert second.stdout == f"the schema is up to date ({len(lines):04})\n"


def test_the_daemons_role_owns_nothing(database):
    assert database.sql(
        "SELECT count(*) FROM pg_class WHERE relowner = "
        "'tvetstat'::regrole") == "0"
    assert database.sql(
        "SELECT count(*) FROM pg_class c JOIN pg_namespace n "
        "ON n.oid = relnamespace WHERE nspname = 'public' "
        "AND relowner <> 'tvetstat_owner'::regrole") == "0"


def test_audit_rows_cannot_be_changed_by_the_daemon(database):
    for statement in ("UPDATE audit SET actor = 'x'", "DELETE FROM audit",
                      "TRUNCATE audit", "DROP TABLE audit"):
        done = subprocess.run(
            ["psql", "-Xc", statement, conninfo("tvetstat", database.name)],
            capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode != 0


def test_a_database_that_is_not_there(tmp_path):
    path = tmp_path / "x.conf"
    path.write_text("[database]\nowner_conninfo = host=/nowhere dbname=x\n")
    done = run("migrate", "--config", str(path))
    assert done.returncode == 1
    assert "/nowhere" in done.stderr


# --- tokens ---


def create(database, *args):
    done = database.run("token", "create", *args)
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"tvs_[A-Za-z0-9_-]{43}\n", done.stdout)
    return done.stdout.strip()


def test_a_token_is_stored_as_its_hash_only(database):
    token = create(database, "--role", "admin", "--name", "hash only")
    digest = hashlib.sha256(token.encode()).hexdigest()
    assert database.sql("SELECT encode(hash, 'hex') FROM token "
                        "WHERE name = 'hash only'") == digest
    everything = database.sql(
        "SELECT row_to_json(t) FROM token t UNION ALL "
        "SELECT row_to_json(a) FROM audit a")
    assert token not in everything
    listed = database.run("token", "list").stdout
    assert token not in listed and digest not in listed


def test_two_tokens_differ(database):
    assert create(database, "--role", "reader", "--name", "r one") \
        != create(database, "--role", "reader", "--name", "r two")


def test_creating_and_revoking_are_audited(database):
    create(database, "--role", "reader", "--name", "audited")
    assert database.run("token", "revoke", "audited").returncode == 0
    actor = "cli:" + pwd.getpwuid(os.getuid()).pw_name
    rows = database.sql("SELECT actor, action, outcome FROM audit "
                        "WHERE detail LIKE '% audited' ORDER BY id")
    assert rows.splitlines() == [f"{actor}|token_create|ok",
                                 f"{actor}|token_revoke|ok"]


def test_scopes_and_expiry_are_listed(database):
    create(database, "--role", "submitter", "--name", "bound",
           "--school", "S-1", "--school", "S_2", "--area", "360900",
           "--expires-days", "30")
    line = [line.split("\t") for line in
            database.run("token", "list").stdout.splitlines()
            if "\tbound\t" in line][0]
    assert line[2:4] == ["submitter", "school:S-1,S_2 area:360900"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", line[4])
    assert line[5] > line[4]
    assert line[6] == "-"
    assert database.sql("SELECT round(extract(epoch FROM expires_at - "
                        "created_at)) FROM token WHERE name = 'bound'"
                        ) == str(30 * 86400)


def test_the_list_has_a_header_and_no_expiry_is_a_dash(database):
    create(database, "--role", "reader", "--name", "for ever")
    lines = database.run("token", "list").stdout.splitlines()
    assert lines[0] == "id\tname\trole\tscopes\tcreated\texpires\trevoked"
    line = [x.split("\t") for x in lines if "\tfor ever\t" in x][0]
    assert (line[3], line[5], line[6]) == ("-", "-", "-")


@pytest.mark.parametrize("args,told", [
    (["--role", "king", "--name", "x1"], "king"),
    (["--role", "submitter", "--name", "x2"], "school or area"),
    (["--role", "reader", "--name", "x3", "--school", "A"], "submitter"),
    (["--role", "submitter", "--name", "x4", "--school", "a b"], "a b"),
    (["--role", "submitter", "--name", "x5", "--area", "a,b"], "a,b"),
    (["--role", "reader", "--name", "42"], "42"),
    (["--role", "reader", "--name", ""], "name"),
    (["--role", "reader", "--name", "a\nb"], "name"),
    (["--role", "reader", "--name", "x" * 65], "name"),
])
def test_a_token_that_makes_no_sense_is_refused(database, args, told):
    before = database.sql("SELECT count(*) FROM token")
    done = database.run("token", "create", *args)
    assert done.returncode == 1
    assert told in done.stderr
    assert database.sql("SELECT count(*) FROM token") == before


def test_a_name_is_given_once(database):
    create(database, "--role", "reader", "--name", "twice")
    done = database.run("token", "create", "--role", "reader",
                        "--name", "twice")
    assert done.returncode == 1
    assert "taken" in done.stderr


def test_hostile_names_are_only_names(database):
    name = "'); DROP TABLE token; -- %s%n"
    create(database, "--role", "reader", "--name", name)
    assert f"\t{name}\t" in database.run("token", "list").stdout
    assert database.run("token", "revoke", name).returncode == 0


def test_revoking_by_id_and_only_once(database):
    create(database, "--role", "reader", "--name", "by id")
    number = database.sql("SELECT id FROM token WHERE name = 'by id'")
    assert database.run("token", "revoke", number).returncode == 0
    assert database.sql("SELECT revoked_at IS NOT NULL FROM token "
                        "WHERE name = 'by id'") == "t"
    again = database.run("token", "revoke", number)
    assert again.returncode == 1
    assert "not found" in again.stderr


def test_revoking_what_is_not_there(database):
    assert database.run("token", "revoke", "nobody").returncode == 1


def test_tokens_need_the_schema(empty):
    for args in (["list"], ["revoke", "x"],
                 ["create", "--role", "reader", "--name", "x"]):
        done = empty.run("token", *args)
        assert done.returncode == 1
        assert "migrate" in done.stderr
