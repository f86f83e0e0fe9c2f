"""A million rows over HTTP, committed and readable, against \\copy of the
same file into a bare table."""
import json
import os
import subprocess
import time

from . import data
from .server import Server

BARE = ("DROP TABLE IF EXISTS bare; CREATE TABLE bare (school text, "
        "indicator text, period text, value bigint)")


def copy_bare(cluster, path):
    """Seconds of \\copy, psql included."""
    cluster.psql("postgres", BARE)
    cluster.psql("postgres", "CHECKPOINT")
    began = time.monotonic()
    done = subprocess.run(
        ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d",
         cluster.conninfo("postgres", "postgres"), "-c",
         f"\\copy bare from '{path}' with (format csv, header)"],
        stdin=subprocess.DEVNULL, timeout=600)
    seconds = time.monotonic() - began
    if done.returncode != 0:
        raise SystemExit("\\copy failed")
    return seconds


def import_file(cluster, name, folder, path, year, schools):
    """(seconds until a read shows it, peak memory in kB)"""
    server = Server(cluster, name, folder)
    try:
        server.psql("CHECKPOINT")
        began = time.monotonic()
        answer = server.upload("observations", path)
        seen = _read_total(server, year)
        seconds = time.monotonic() - began
        peak = server.daemon.status("VmHWM")
        wanted = data.total(0, year, schools)
        if seen != wanted:
            raise SystemExit(f"read {seen} instead of {wanted}")
        if answer["rows"]["inserted"] != answer["rows"]["read"]:
            raise SystemExit(f"not all rows are new: {answer['rows']}")
    finally:
        server.stop()
    return seconds, peak


def _read_total(server, year):
    _, body = server.get(f"/v1/data?indicator={data.indicator(0)}"
                         f"&period={year}")
    reply = json.loads(body)
    at = [column["id"] for column in reply["columns"]].index("value")
    return reply["rows"][0][at]


def drop(cluster, name):
    cluster.psql("postgres", f"DROP DATABASE {name}")


def measure(cluster, folder, options, say):
    """Rounds of both, one after the other."""
    path = os.path.join(folder, "million.csv")
    rows = data.write_observations(path, [2020], options.schools)
    say(f"import: {rows:,} rows, {data.size(path) / 1e6:.0f} MB")
    copies, imports, peaks = [], [], []
    for turn in range(options.rounds):
        copies.append(copy_bare(cluster, path))
        name = f"import_{turn}"
        seconds, peak = import_file(cluster, name, folder, path, 2020,
                                    options.schools)
        imports.append(seconds)
        peaks.append(peak)
        drop(cluster, name)
        say(f"  round {turn + 1}: \\copy {copies[-1]:.2f} s, HTTP "
            f"{seconds:.2f} s, peak {peak / 1024:.1f} MB")
    os.unlink(path)
    long_peak = _long(cluster, folder, options, say) if options.long else None
    return rows, copies, imports, max(peaks), long_peak


def _long(cluster, folder, options, say):
    """The peak memory of a file ten times as long."""
    path = os.path.join(folder, "long.csv")
    rows = data.write_observations(path, range(2010, 2020), options.schools)
    say(f"import: {rows:,} rows, {data.size(path) / 1e6:.0f} MB")
    seconds, peak = import_file(cluster, "import_long", folder, path, 2019,
                                options.schools)
    os.unlink(path)
    drop(cluster, "import_long")
    say(f"  {seconds:.1f} s, peak {peak / 1024:.1f} MB")
    return peak
