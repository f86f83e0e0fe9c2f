"""Cached reads against nginx, uncached ones against pgbench, and the SQL
behind a 304."""
import os
import re
import subprocess
import time

from . import data
from .server import Server

TOP = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
YEARS = range(2019, 2025)
CHOICES = 20  # different questions of the uncached read
CLIENTS = 8
NGINX = """\
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000000;
    types {{ application/json json; }}
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{port}; root {folder}/www; }}
}}
"""


def wrk(url, connections, seconds, *more):
    """Requests a second; fails when one was not answered well."""
    out = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", *more, url],
        check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        timeout=seconds + 60).stdout.decode()
    if "Non-2xx" in out or "Socket errors" in out:
        raise SystemExit(f"wrk {url}: {out}")
    return float(re.search(r"Requests/sec:\s*([\d.]+)", out).group(1))


class Nginx:
    """One worker that serves one file."""

    def __init__(self, folder, body, port):
        os.makedirs(os.path.join(folder, "www"))
        # Started as root, the worker is somebody else.
        os.chmod(folder, 0o755)
        with open(os.path.join(folder, "www/file.json"), "wb") as out:
            out.write(body)
        config = os.path.join(folder, "nginx.conf")
        with open(config, "w", encoding="ascii") as out:
            if os.geteuid() == 0:
                out.write("user root;\n")
            out.write(NGINX.format(folder=folder, port=port))
        self.url = f"http://127.0.0.1:{port}/file.json"
        self.process = subprocess.Popen(
            ["/usr/sbin/nginx", "-c", config, "-e",
             os.path.join(folder, "error.log")], stdin=subprocess.DEVNULL)
        self._wait(body)

    def _wait(self, body):
        for _ in range(100):
            done = subprocess.run(["curl", "-s", "--noproxy", "*", self.url],
                                  stdout=subprocess.PIPE, timeout=10)
            if done.stdout == body:
                return
            time.sleep(0.05)
        self.stop()
        raise SystemExit("nginx does not serve")

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=10)


def load(cluster, folder, options, say):
    """A database of six years; {name: number of observations}."""
    server = Server(cluster, "reads", folder)
    count = 0
    for year in YEARS:
        path = os.path.join(folder, "year.csv")
        count += data.write_observations(path, [year], options.schools)
        server.upload("observations", path)
        os.unlink(path)
        say(f"  {count:,} observations")
    server.psql("CREATE EXTENSION pg_stat_statements")
    server.psql("VACUUM ANALYZE")
    return server, count


def four_kilobytes(server):
    """The question whose answer is nearest to 4 KB."""
    best = None
    for limit in range(20, 90):
        path = (f"/v1/data?indicator={data.indicator(0)}&period=2024"
                f"&by=school&compare=prev_year&limit={limit}")
        _, body = server.get(path)
        off = abs(len(body) - 4096)
        if best is None or off < best[0]:
            best = off, path, body
    return best[1:]


def measure_cached(server, folder, options, say):
    path, body = four_kilobytes(server)
    nginx = Nginx(os.path.join(folder, "nginx"), body, options.port)
    ours, theirs = [], []
    try:
        for turn in range(options.rounds):
            theirs.append(wrk(nginx.url, 64, options.seconds))
            ours.append(wrk(server.daemon.url + path, 64, options.seconds))
            say(f"  round {turn + 1}: nginx {theirs[-1]:,.0f}/s, "
                f"tvetstat {ours[-1]:,.0f}/s")
    finally:
        nginx.stop()
    return len(body), ours, theirs


def _choices(server):
    """[(query string, cells, areas)]: one indicator, the twenty counties of a
    prefecture, five years with the year before each."""
    areas = dict(server.psql("SELECT code, id FROM area"))
    cells = {}
    for code, period, cell in server.psql(
            "SELECT i.code, c.period / 1000, c.id FROM cell c "
            "JOIN indicator i ON i.id = c.indicator WHERE c.breakdown = 1"):
        cells[code, int(period)] = cell
    out = []
    for choice in range(CHOICES):
        name = data.indicator(choice * 19 % data.INDICATORS)
        above = choice % data.PREFECTURES
        codes = [data.area(i) for i in range(data.COUNTIES)
                 if i % data.PREFECTURES == above]
        query = (f"/v1/data?indicator={name}&area={data.prefecture(above)}"
                 "&by=area&period=2020..2024&compare=prev_year")
        out.append((query,
                    "{" + ",".join(cells[name, y] for y in YEARS) + "}",
                    "{" + ",".join(areas[code] for code in codes) + "}"))
    return out


def _pgbench(server, folder, choices, seconds):
    with open(os.path.join(TOP, "schema/queries/total_read.sql"),
              encoding="utf-8") as text:
        sql = "".join(line for line in text if not line.startswith("--"))
    command = ["pgbench", "-n", "-M", "prepared", "-c", str(CLIENTS), "-j",
               "1", "-T", str(seconds)]
    for number, (_, cells, areas) in enumerate(choices):
        script = os.path.join(folder, f"read{number}.sql")
        with open(script, "w", encoding="utf-8") as out:
            out.write(sql.replace("$1", f":cells{number}")
                      .replace("$2", f":areas{number}").strip() + ";\n")
        command += ["-f", script, "-D", f"cells{number}={cells}", "-D",
                    f"areas{number}={areas}"]
    dsn = server.daemon.cluster.conninfo("tvetstat", server.daemon.database)
    out = subprocess.run([*command, dsn], check=True,
                         stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, timeout=seconds + 60)
    return float(re.search(r"tps = ([\d.]+)", out.stdout.decode()).group(1))


def _wrk_script(folder, choices):
    path = os.path.join(folder, "choices.lua")
    with open(path, "w", encoding="ascii") as out:
        out.write("local paths = {\n")
        out.writelines(f'  "{query}",\n' for query, _, _ in choices)
        out.write("}\nlocal turn = 0\nfunction request()\n"
                  "  turn = turn % #paths + 1\n"
                  "  return wrk.format(\"GET\", paths[turn])\nend\n")
    return path


def measure_uncached(server, folder, options, say):
    """Restarts the daemon without a cache."""
    server.daemon.stop()
    server.daemon.options["api__cache_mb"] = "0"
    server.daemon.options["database__read_connections"] = str(CLIENTS)
    server.daemon.write_config()
    server.daemon.start()
    choices = _choices(server)
    _, body = server.get(choices[0][0])
    if body.count(b'"OK"') != 100:
        raise SystemExit("not 20 areas by 5 years: " + body.decode()[:500])
    script = _wrk_script(folder, choices)
    ours, theirs = [], []
    for turn in range(options.rounds):
        theirs.append(_pgbench(server, folder, choices, options.seconds))
        ours.append(wrk(server.daemon.url, CLIENTS, options.seconds, "-s",
                        script))
        say(f"  round {turn + 1}: pgbench {theirs[-1]:,.0f}/s, tvetstat "
            f"{ours[-1]:,.0f}/s")
    return ours, theirs


def _calls(server):
    return int(server.psql(
        "SELECT coalesce(sum(calls), 0) FROM pg_stat_statements s JOIN "
        "pg_roles r ON r.oid = s.userid WHERE r.rolname = 'tvetstat'")[0][0])


def measure_304(server, options):
    """(requests a second, statements that PostgreSQL saw)"""
    path = f"/v1/data?indicator={data.indicator(1)}&period=2024"
    head, _ = server.get(path)
    etag = re.search(r"(?im)^etag: *(\S+)", head).group(1)
    time.sleep(0.5)
    before = _calls(server)
    rate = wrk(server.daemon.url + path, 64, options.seconds, "-H",
               f"If-None-Match: {etag}")
    return rate, _calls(server) - before
