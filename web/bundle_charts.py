#!/usr/bin/python3 -B
"""Bundle what the dashboard uses of Apache ECharts into one module.

    bundle_charts.py SOURCE WORK OUT.js LICENSES.txt

SOURCE holds package.json, its lock and charts.js. The packages are installed
into WORK by `npm ci` when the lock is another than that of the last time, so
that a later build needs no network. Needs npm and node.
"""
import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

# What `npm ci` looks at.
LOCKED = ("package.json", "package-lock.json", ".npmrc")
ENTRY = "charts.js"
# Whose code is in the bundle, and what has to be said of it.
BUNDLED = {
    "echarts": ("LICENSE", "NOTICE", "licenses/LICENSE-d3"),
    "zrender": ("LICENSE",),
    "tslib": ("LICENSE.txt",),
}
HINT = """\
The dashboard is built with npm, and that failed (see above).
    npm missing?   apt-get install --no-install-recommends npm
    no network?    needed once for each version of web/package-lock.json"""


def fail(message):
    sys.exit(f"bundle_charts.py: {message}\n{HINT}")


def run(command, folder):
    try:
        done = subprocess.run(command, cwd=folder, check=False,
                              stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True)
    except OSError as error:
        fail(f"{command[0]}: {error.strerror}")
    if done.returncode != 0:
        print(done.stdout, file=sys.stderr)
        fail(f"`{' '.join(map(str, command))}` ended with {done.returncode}")


def install(source, work):
    """The packages of the lock, in WORK/node_modules."""
    key = hashlib.sha256()
    for name in LOCKED:
        key.update((source / name).read_bytes())
    stamp = work / "installed"
    if stamp.exists() and stamp.read_text() == key.hexdigest():
        return
    stamp.unlink(missing_ok=True)
    for name in LOCKED:
        shutil.copyfile(source / name, work / name)
    run(["npm", "ci", "--prefer-offline", "--no-audit", "--no-fund"], work)
    stamp.write_text(key.hexdigest())


def version(work, package):
    text = (work / "node_modules" / package / "package.json").read_text()
    return json.loads(text)["version"]


def bundle(source, work, out):
    banner = ("/* Apache ECharts {}, zrender {}, tslib {}: see licenses.txt */"
              .format(*(version(work, name) for name in BUNDLED)))
    # The entry must stand beside node_modules to find it.
    shutil.copyfile(source / ENTRY, work / ENTRY)
    run(["node", "node_modules/esbuild/bin/esbuild", ENTRY, "--bundle",
         "--minify", "--format=esm", "--target=es2020", "--charset=utf8",
         f"--banner:js={banner}", f"--outfile={out}"], work)


def licenses(work, out):
    parts = []
    for package, files in BUNDLED.items():
        folder = work / "node_modules" / package
        title = f"{package} {version(work, package)}"
        parts.append(f"{title}\n{'=' * len(title)}\n")
        parts.extend((folder / name).read_text(encoding="utf-8")
                     for name in files)
    out.write_text("\n".join(parts), encoding="utf-8")


def main():
    source, work, out, texts = (Path(p).resolve() for p in sys.argv[1:])
    work.mkdir(parents=True, exist_ok=True)
    install(source, work)
    bundle(source, work, out)
    licenses(work, texts)


if __name__ == "__main__":
    main()
