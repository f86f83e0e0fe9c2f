"""Runs the measurements and prints their ratios and times."""
import argparse
import os
import platform
import re
import shutil
import statistics
import subprocess
import tempfile

from . import data, detailed, imports, questions, reads, workbooks
from .server import BenchCluster, free_port

TOP = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
REPORT = os.path.join(TOP, "docs/benchmarks.md")


def parse():
    parser = argparse.ArgumentParser(prog="scripts/bench",
                                     description=__doc__)
    parser.add_argument("--quick", action="store_true",
                        help="small files, short rounds: does it run at all")
    parser.add_argument("--no-long", dest="long", action="store_false",
                        help="without the file ten times as long")
    parser.add_argument("--write", action="store_true",
                        help="also write docs/benchmarks.md")
    options = parser.parse_args()
    options.rounds = 1 if options.quick else 5
    options.seconds = 2 if options.quick else 5
    options.schools = 250 if options.quick else data.SCHOOLS
    options.long = options.long and not options.quick
    return options


def say(text):
    print(text, flush=True)


def output(*command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          timeout=20)
    return done.stdout.decode().strip()


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.machine()


def versions(cluster):
    nginx = re.search(r"nginx/\S+", output("/usr/sbin/nginx", "-v")).group()
    wrk = re.search(r"wrk \S+", output("wrk", "-v")).group()
    server = cluster.psql("postgres", "SHOW server_version")[0][0]
    return [f"PostgreSQL {server}",
            output("pgbench", "--version"), nginx, wrk,
            f"Linux {platform.release()}, {os.cpu_count()} processors, "
            f"{processor()}"]


def middle(numbers):
    return statistics.median(numbers)


def spread(numbers, form):
    return (f"{middle(numbers):{form}} "
            f"({min(numbers):{form}} to {max(numbers):{form}})")


def run(folder, options):
    cluster = BenchCluster(os.path.join(folder, "pg"))
    lines = []
    try:
        cluster.start()
        tools = versions(cluster)
        lines += bench_imports(cluster, folder, options)
        say("reads: loading six years")
        server, count = reads.load(cluster, folder, options, say)
        try:
            lines += bench_reads(server, count, folder, options)
            say("each kind of read")
            kinds = questions.measure(server, folder, options, say)
        finally:
            server.daemon.kill()
    finally:
        cluster.stop("immediate")
    return lines, kinds, tools


def bench_imports(cluster, folder, options):
    rows, copies, posts, peak, long_peak = imports.measure(
        cluster, folder, options, say)
    lines = [(f"import of {rows:,} rows until readable, s",
              spread(posts, ".2f"), "`\\copy` into a bare table",
              spread(copies, ".2f"), middle(posts) / middle(copies),
              "at most 8, aim 4"),
             ("peak memory of the daemon, MB", f"{peak / 1024:.1f}", "limit",
              "64", peak / 1024 / 64, "at most 1")]
    if long_peak is not None:
        lines.append((f"the same for {rows * 10:,} rows",
                      f"{long_peak / 1024:.1f}", "the file above",
                      f"{peak / 1024:.1f}", long_peak / peak,
                      "at most 1.10"))
    lines.append(bench_detailed(cluster, folder, options,
                                middle(posts) / rows))
    lines.append(bench_workbook(cluster, folder, options))
    return lines


def bench_workbook(cluster, folder, options):
    say("a workbook against xlsx2csv")
    cells, ours, theirs = workbooks.measure(cluster, folder, options, say)
    return (f"import of a workbook of {cells:,} cells until the 201, s",
            spread(ours, ".2f"), "`xlsx2csv` of it", spread(theirs, ".2f"),
            middle(ours) / middle(theirs), "at most 3")


def bench_detailed(cluster, folder, options, plain):
    count, times = detailed.measure(cluster, folder, options, say)
    each = [seconds / count * 1e6 for seconds in times]
    return (f"import of {count:,} rows by up to four dimensions, "
            f"{middle(times):.2f} s: microseconds a row",
            spread(each, ".1f"), "a row of the import above",
            f"{plain * 1e6:.1f}", middle(each) / (plain * 1e6),
            "at most 16")


def bench_reads(server, count, folder, options):
    say("cached read against nginx")
    size, ours, theirs = reads.measure_cached(server, folder, options, say)
    lines = [(f"cached read of {size:,} bytes, 64 connections, 1/s",
              spread(ours, ",.0f"), "nginx, one worker, a file of that size",
              spread(theirs, ",.0f"), middle(ours) / middle(theirs),
              "at least 1.0")]
    say("304")
    rate, calls = reads.measure_304(server, options)
    say("uncached read against pgbench")
    ours, theirs = reads.measure_uncached(server, folder, options, say)
    lines.append((f"uncached read, 20 areas by 5 years with their changes, "
                  f"of {count:,} observations, {reads.CLIENTS} clients, 1/s",
                  spread(ours, ",.0f"), "pgbench -M prepared, the same "
                  "statement", spread(theirs, ",.0f"),
                  middle(ours) / middle(theirs), "at least 0.6"))
    lines.append((f"304, 64 connections, 1/s: {rate:,.0f}; SQL statements",
                  str(calls), "none", "0", calls, "0"))
    return lines


def report_kinds(kinds, count):
    out = [f"## Each kind of read, of {count:,} observations", "",
           "One client, no cache, another question each time.", "",
           "| read | ms, median | greatest | at most | |", "|---|---|---|---|---|"]
    for what, limit, usual, worst in kinds:
        out.append(f"| {what} | {usual:.1f} | {worst:.1f} | {limit} | "
                   f"{'' if usual <= limit else 'too slow'} |")
    return "\n".join(out)


def report(lines, tools, options):
    out = ["| measured | tvetstat | against | there | ratio | wanted |",
           "|---|---|---|---|---|---|"]
    for what, ours, against, theirs, ratio, wanted in lines:
        out.append(f"| {what} | {ours} | {against} | {theirs} | "
                   f"**{ratio:.2f}** | {wanted} |")
    out += ["", f"Medians of {options.rounds} alternating rounds (least to "
            "greatest). With: " + "; ".join(tools) + "."]
    return "\n".join(out)


HEAD = """\
# Benchmarks

Written by `scripts/bench --write`, from one run. The figures themselves are
those of one machine; the ratios are what to compare. Client and server share
the processors. PostgreSQL has the quickstart's settings, `fsync` on.

"""


def main():
    options = parse()
    folder = tempfile.mkdtemp(prefix="tvetstat-bench-")
    try:
        options.port = free_port()
        lines, kinds, tools = run(folder, options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    table = (report(lines, tools, options) + "\n\n"
             + report_kinds(kinds, options.schools * data.INDICATORS
                            * len(reads.YEARS)))
    say("\n" + table)
    if options.write:
        with open(REPORT, "w", encoding="utf-8") as out:
            out.write(HEAD + table + "\n")
