"""A file in fine detail, row by row against the plain one: the demo city's
graduates bring a cell for every third row and two roll-ups for every row."""
import os
import subprocess
import time

from .server import Server

TOP = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
FILE = "observations-graduates.csv"


def measure(cluster, folder, options, say):
    """(rows, [seconds])"""
    city = os.path.join(folder, "city")
    subprocess.run([os.path.join(TOP, "scripts/demo-city"), city],
                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                   check=True, timeout=120)
    times = []
    for turn in range(options.rounds):
        rows, seconds = _import(cluster, f"detailed_{turn}", folder, city)
        times.append(seconds)
        say(f"  round {turn + 1}: {rows:,} rows in detail {seconds:.2f} s")
    return rows, times


def _import(cluster, name, folder, city):
    server = Server(cluster, name, folder)
    try:
        for kind in ("areas", "schools"):
            server.upload(kind, os.path.join(city, kind + ".csv"))
        server.psql("CHECKPOINT")
        began = time.monotonic()
        answer = server.upload("observations", os.path.join(city, FILE))
        seconds = time.monotonic() - began
    finally:
        server.stop()
    cluster.psql("postgres", f"DROP DATABASE {name}")
    return answer["rows"]["inserted"], seconds
