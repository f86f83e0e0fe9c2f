"""The command line, and the token."""
import argparse
import os
import re
import stat
from urllib.parse import urlsplit

EPILOG = """\
Files are named KIND[-TEXT][@PROFILE][@COLUMN=VALUE]...[~TEXT].TYPE, such as
schools-2024.csv, observations@period=2024M08.csv or
observations@tw_students@period=2018AY~north.csv; TYPE is csv, ndjson or json.

Exit codes: 0 all that could be taken was imported; 1 something was rejected;
2 wrong usage, folder or token; 3 the server or the disk did not do its part,
the rest is for the next run; 4 another instance works on DIR; 5 the mail
command failed. Of several the first of 3, 1, 5.

  TVETSTAT_URL          the server (http://127.0.0.1:8080)
  TVETSTAT_TOKEN_FILE   the file with the token, for its owner only

Needs Python 3, curl and setpriv (util-linux). It may be killed at any moment:
the next run goes on where this one was. docs/operations.md has the rest.
"""
TOKEN = re.compile(r"[\x21-\x7e]{1,512}")


class Wrong(Exception):
    """What the operator has to put right."""


def _seconds(text):
    value = float(text)
    if not 0 <= value <= 86400:
        raise ValueError
    return value


def parser():
    made = argparse.ArgumentParser(
        prog="scripts/nightly-import", epilog=EPILOG, allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Imports the files of a folder and moves them to done/ "
        "or rejected/ in it.")
    made.add_argument("folder", metavar="DIR", help="where they are "
                      "delivered; on a local file system")
    made.add_argument("--url", default=os.environ.get(
        "TVETSTAT_URL", "http://127.0.0.1:8080"), help="the server")
    made.add_argument("--token", metavar="FILE", default=os.environ.get(
        "TVETSTAT_TOKEN_FILE"), help="the file with the token")
    made.add_argument("--dry-run", action="store_true",
                      help="say what would be done; nothing is sent or moved")
    made.add_argument("--mail", metavar="COMMAND", help="a command for the "
                      "shell; reads the report, has the last line in "
                      "NIGHTLY_SUMMARY")
    made.add_argument("--settle", metavar="SECONDS", type=_seconds, default=2,
                      help="between the two looks that tell whether a file "
                      "is still changing (2)")
    made.add_argument("--patience", metavar="SECONDS", type=_seconds,
                      default=300, help="for how long a request is tried "
                      "again (300)")
    made.add_argument("--timeout", metavar="SECONDS", type=_seconds,
                      default=3600, help="for one request (3600)")
    return made


def check_url(url):
    try:
        parts = urlsplit(url)
    except ValueError:
        raise Wrong(f"not a URL: {url}") from None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise Wrong(f"not a URL of a server: {url}")


def read_token(path):
    if not path:
        raise Wrong("no token: say --token FILE or TVETSTAT_TOKEN_FILE")
    try:
        with open(path, "rb") as file:
            status = os.fstat(file.fileno())
            text = file.read(1024).decode("ascii", "replace").strip()
    except OSError as err:
        raise Wrong(f"no token: {err.strerror}: {path}") from None
    if status.st_uid not in (os.geteuid(), 0):
        raise Wrong(f"somebody else owns the token: {path}")
    if stat.S_IMODE(status.st_mode) & 0o077:
        raise Wrong(f"the token is for its owner only: chmod 600 {path}")
    if not TOKEN.fullmatch(text):
        raise Wrong(f"not a token: {path}")
    return text
