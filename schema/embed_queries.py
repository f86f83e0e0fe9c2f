#!/usr/bin/python3
"""Turn the SQL of this folder into C, so that the binary needs no files.

    embed_queries.py --out-dir DIR --queries FILE... --migrations FILE...
                     [--complete] [--depfile FILE]

writes statements.h, statements.c and migrations.c into DIR.

A query file holds one statement under a header of comments:

    -- role: read | import | any | connect | command
    -- What it is for, in a sentence.
    -- $1 int[] cells, $2 text code
    -- the columns of the answer
    -- One row. (Or: how many rows it answers or touches.)

The line `-- include: NAME.inc.sql` is replaced by that file, so that
statements can share a common table expression. Whatever breaks these rules is
an error that names the file: no role, no sentence, a parameter that the
header does not name or the statement does not use, two statements, a file of
the folder that the build does not list (with --complete).
"""
import argparse
import hashlib
import itertools
import re
import sys
from pathlib import Path

ROLES = ("read", "import", "any", "connect", "command")
# Run as they stand by the simple protocol; may hold several statements.
SCRIPTS = ("session_tables",)
MAX_INCLUDES = 4
MAX_PARAMS = 26  # DB_MAX_PARAMS

TOKEN = re.compile(
    r"""(?P<comment>--[^\n]*|/\*.*?\*/)
      |(?P<string>'(?:[^']|'')*'|"(?:[^"]|"")*")
      |(?P<dollar>\$(?P<tag>[A-Za-z_]*)\$.*?\$(?P=tag)\$)
      |\$(?P<param>[0-9]+)
      |(?P<end>;)
      |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
ROLE = re.compile(r"^-- role: ([a-z]+)$")
INCLUDE = re.compile(r"^-- include: *([a-z0-9_]+\.inc\.sql)$", re.MULTILINE)
MIGRATION = re.compile(r"^([0-9]{4})_([a-z0-9_]+)\.sql$")


class Wrong(Exception):
    """What is wrong with a file."""


def splice(path, seen, depth=0):
    """The file's text with its includes in place; notes the files read."""
    seen.append(path)
    if depth > MAX_INCLUDES:
        raise Wrong("includes go too deep")

    def replace(match):
        return splice(path.parent / match.group(1), seen, depth + 1)

    return INCLUDE.sub(replace, path.read_text(encoding="utf-8"))


def read_header(text):
    """The role, and the rest of the comment on top of the file."""
    lines = text.splitlines()
    match = ROLE.match(lines[0]) if lines else None
    if not match or match.group(1) not in ROLES:
        raise Wrong(f"line 1 is not '-- role: {'|'.join(ROLES)}'")
    rest = list(itertools.takewhile(
        lambda line: line.startswith("--") and not INCLUDE.match(line),
        lines[1:]))
    if not rest:
        raise Wrong("the header does not say what it is for")
    return match.group(1), "\n".join(rest)


def strip(text):
    """The statement without comments, its parameters, its semicolons."""
    out, params, ends = [], set(), 0
    for token in TOKEN.finditer(text):
        if token.lastgroup == "comment":
            out.append(" ")
            continue
        if token.group("param"):
            params.add(int(token.group("param")))
        if token.group("end"):
            ends += 1
        out.append(token.group())
    lines = (line.rstrip() for line in "".join(out).splitlines())
    return "\n".join(line for line in lines if line), params, ends


def check_params(used, header):
    named = {int(n) for n in re.findall(r"\$([0-9]+)", header)}
    count = max(used, default=0)
    if used != set(range(1, count + 1)):
        raise Wrong("the parameters are not numbered $1, $2, ...")
    if used != named:
        raise Wrong("the parameters of the header and the statement differ")
    if count > MAX_PARAMS:
        raise Wrong(f"more than {MAX_PARAMS} parameters")
    return count


def read_query(path, seen):
    role, header = read_header(path.read_text(encoding="utf-8"))
    sql, params, ends = strip(splice(path, seen))
    name = path.stem
    if name not in SCRIPTS:
        if ends > 1 or (ends == 1 and not sql.endswith(";")):
            raise Wrong("one file holds one statement")
        sql = sql.rstrip(";\n ")
    if not sql:
        raise Wrong("there is no statement")
    return {
        "name": name,
        "sql": sql,
        "role": role,
        "params": check_params(params, header),
        "script": name in SCRIPTS,
        "commits": bool(re.match(r"\s*(COMMIT|END)\b", sql, re.IGNORECASE)),
    }


def read_migration(path, expected):
    match = MIGRATION.match(path.name)
    if not match:
        raise Wrong("a migration is called NNNN_name.sql")
    if int(match.group(1)) != expected:
        raise Wrong(f"the next migration is number {expected:04}")
    data = path.read_bytes()
    return {
        "number": expected,
        "name": match.group(2),
        "sha256": hashlib.sha256(data).hexdigest(),
        "sql": data.decode("utf-8"),
    }


def check_complete(listed):
    for folder in {path.parent for path in listed}:
        for path in sorted(folder.glob("*.sql")):
            if path not in listed and not path.name.endswith(".inc.sql"):
                raise Wrong(f"{path.name} is not listed in meson.build")


def c_literal(text, indent="        "):
    """One C string, a line of source for each line of text."""
    def escape(char):
        if char in '"\\':
            return "\\" + char
        if char == "\n":
            return "\\n"
        if char == "?" or ord(char) < 32:
            return f"\\{ord(char):03o}"
        return char

    lines = text.splitlines(keepends=True)
    return "\n".join(
        f'{indent}"{"".join(escape(c) for c in line)}"' for line in lines)


def c_bool(value):
    return "true" if value else "false"


def statements_h(queries):
    names = "".join(f"    STATEMENT_{q['name'].upper()},\n" for q in queries)
    return f"""\
/* Generated from schema/queries by schema/embed_queries.py. */
#ifndef TVS_STORAGE_STATEMENTS_H
#define TVS_STORAGE_STATEMENTS_H

#include <stdbool.h>

/* One row per file of schema/queries. */
enum statement {{
{names}    STATEMENT_COUNT
}};

/* Where a statement is prepared: on the connections for reads, on the one of
 * the import, on both; or not at all, because the pool runs it while it
 * connects, or a command does so once. */
enum statement_role {{
    STATEMENT_ROLE_READ,
    STATEMENT_ROLE_IMPORT,
    STATEMENT_ROLE_ANY,
    STATEMENT_ROLE_CONNECT,
    STATEMENT_ROLE_COMMAND,
}};

struct statement_row {{
    const char *name; /* of the file, and of the prepared statement */
    const char *sql;
    enum statement_role role;
    int params;
    bool script;  /* several statements, for the simple protocol */
    bool commits; /* must not be cancelled */
}};

const struct statement_row *statement_get(enum statement id);

#endif
"""


def statements_c(queries):
    rows = "".join(
        f"    [STATEMENT_{q['name'].upper()}] = {{\n"
        f"        .name = \"{q['name']}\",\n"
        f"        .sql =\n{c_literal(q['sql'])},\n"
        f"        .role = STATEMENT_ROLE_{q['role'].upper()},\n"
        f"        .params = {q['params']},\n"
        f"        .script = {c_bool(q['script'])},\n"
        f"        .commits = {c_bool(q['commits'])},\n"
        "    },\n"
        for q in queries)
    return f"""\
/* Generated from schema/queries by schema/embed_queries.py. */
#include "storage/statements.h"

#include "platform/check.h"

static const struct statement_row statements[STATEMENT_COUNT] = {{
{rows}}};

const struct statement_row *statement_get(enum statement id)
{{
    CHECK((int)id >= 0 && id < STATEMENT_COUNT);
    return &statements[id];
}}
"""


def migrations_c(migrations):
    rows = "".join(
        "    {\n"
        f"        .number = {m['number']},\n"
        f"        .name = \"{m['name']}\",\n"
        f"        .sha256 = \"{m['sha256']}\",\n"
        f"        .sql =\n{c_literal(m['sql'])},\n"
        "    },\n"
        for m in migrations)
    return f"""\
/* Generated from schema/migrations by schema/embed_queries.py. */
#include "storage/migrations.h"

static const struct migration migrations[] = {{
{rows}}};

const struct migration *migrations_get(int *count)
{{
    *count = (int)(sizeof(migrations) / sizeof(migrations[0]));
    return migrations;
}}
"""


def each(paths, read):
    """Reads every file; an error names the file."""
    rows = []
    for path in paths:
        try:
            rows.append(read(path, len(rows) + 1))
        except (Wrong, OSError, UnicodeDecodeError) as wrong:
            raise Wrong(f"{path.name}: {wrong}") from wrong
    return rows


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out-dir", type=Path, required=True)
    parser.add_argument("--queries", type=Path, nargs="+", required=True)
    parser.add_argument("--migrations", type=Path, nargs="+", required=True)
    parser.add_argument("--complete", action="store_true")
    parser.add_argument("--depfile", type=Path)
    return parser.parse_args()


def embed(args):
    paths = sorted(args.queries, key=lambda path: path.stem)
    if args.complete:
        check_complete(args.queries)
        check_complete(args.migrations)
    seen = []
    queries = each(paths, lambda path, _: read_query(path, seen))
    migrations = each(sorted(args.migrations, key=lambda path: path.name),
                      read_migration)
    files = {
        "statements.h": statements_h(queries),
        "statements.c": statements_c(queries),
        "migrations.c": migrations_c(migrations),
    }
    for name, text in files.items():
        (args.out_dir / name).write_text(text, encoding="utf-8")
    if args.depfile:
        target = args.out_dir / "statements.h"
        args.depfile.write_text(f"{target}: {' '.join(map(str, seen))}\n")


def main():
    try:
        embed(arguments())
    except Wrong as wrong:
        sys.exit(f"embed_queries.py: {wrong}")


if __name__ == "__main__":
    main()
