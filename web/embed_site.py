#!/usr/bin/python3 -B
"""Turn the dashboard's files into C, so that the binary serves them without
files: as they are and compressed.

    embed_site.py SITE CHARTS.js LICENSES.txt OUT.c OUT.h DEPFILE

SITE is a folder of files and of folders of files. All of it lies below one
path with a hash of everything in it, so that a browser may keep each file for
ever and still never mixes two builds; modules import each other by relative
paths as in the sources. In index.html, which alone has no such path,
`{base}` stands for it and `{preload}` for links that make the browser get the
modules of the first view at once, not one after the other.
"""
import gzip
import hashlib
import posixpath
import re
import sys
from pathlib import Path

TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
}
INDEX = "index.html"
# What the first view runs.
FIRST = ("app.js", "pages/overview.js")
IMPORT = re.compile(r"""^(?:import|export)\b[^;'"]*['"](\.[^'"]+)['"];""",
                    re.MULTILINE)
BUILD_DIGITS = 16
PER_LINE = 16

HEADER = """\
/* Generated from web/site by web/embed_site.py. */
#ifndef TVS_WEB_FILES_H
#define TVS_WEB_FILES_H

/* What stands for {{build}} in the paths. */
#define WEB_BUILD "{build}"
#define WEB_FILE_COUNT {count}

#endif
"""

SOURCE = """\
/* Generated from web/site by web/embed_site.py. */
#include "web_file.h"

{arrays}
const struct web_file WEB_INDEX = {{
{index}
}};

const struct web_file WEB_FILES[WEB_FILE_COUNT] = {{
{files}
}};
"""


def collect(site, vendor):
    """{path below the build: bytes}, without index.html; and what to watch."""
    found, watched = {}, [site]
    for path in sorted(site.rglob("*")):
        watched.append(path)
        if path.is_file():
            found[path.relative_to(site).as_posix()] = path.read_bytes()
    for name, path in vendor.items():
        found[name] = path.read_bytes()
    for name in found:
        if Path(name).suffix not in TYPES or name.count("/") > 1:
            sys.exit(f"embed_site.py: {name} cannot be served: known are "
                     f"{' '.join(TYPES)}, in at most one folder")
    return found, watched


def modules(files, name, seen):
    """The module and all that it imports statically."""
    if name in seen:
        return seen
    if name not in files:
        sys.exit(f"embed_site.py: there is no {name}, which a module imports")
    seen.append(name)
    for target in IMPORT.findall(files[name].decode("utf-8")):
        folder = posixpath.dirname(name)
        modules(files, posixpath.normpath(f"{folder}/{target}"
                                          if folder else target), seen)
    return seen


def index(files, build):
    base = f"/web/{build}"
    needed = []
    for name in FIRST:
        modules(files, name, needed)
    links = "\n".join(f'<link rel="modulepreload" href="{base}/{name}">'
                      for name in needed)
    text = files[INDEX].decode("utf-8")
    return text.replace("{base}", base).replace("{preload}", links).encode()


def array(name, data):
    rows = "\n".join(
        "    " + " ".join(f"{byte}," for byte in data[at:at + PER_LINE])
        for at in range(0, len(data), PER_LINE))
    return f"static const unsigned char {name}[] = {{\n{rows}\n}};\n"


def emit(number, name, data, arrays):
    """The initialiser of one file; its bytes go to `arrays`."""
    packed = gzip.compress(data, 9, mtime=0)
    tag = hashlib.sha256(data).hexdigest()[:BUILD_DIGITS]
    arrays.append(array(f"PLAIN_{number}", data))
    arrays.append(array(f"GZIP_{number}", packed))
    kind = TYPES[Path(name).suffix]
    return (f'    .path = "{name}", .type = "{kind}",\n'
            f'    .etag = "\\"{tag}\\"", .gzip_etag = "\\"{tag}-gz\\"",\n'
            f"    .data = PLAIN_{number}, .len = {len(data)},\n"
            f"    .gzip = GZIP_{number}, .gzip_len = {len(packed)},")


def main():
    site, charts, texts, out_c, out_h, depfile = map(Path, sys.argv[1:])
    files, watched = collect(site, {"vendor/charts.js": charts,
                                    "vendor/licenses.txt": texts})
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(f"{name} {len(files[name])}\n".encode() + files[name])
    build = total.hexdigest()[:BUILD_DIGITS]
    page = index(files, build)
    del files[INDEX]
    arrays = []
    first = emit(0, INDEX, page, arrays)
    rest = [emit(number, name, files[name], arrays)
            for number, name in enumerate(sorted(files), 1)]
    out_h.write_text(HEADER.format(build=build, count=len(rest)))
    out_c.write_text(SOURCE.format(
        arrays="\n".join(arrays), index=first,
        files="\n".join(f"    {{\n{one}\n    }}," for one in rest)))
    depfile.write_text(f"{out_c}: " + " ".join(
        str(path).replace(" ", "\\ ") for path in watched) + "\n")


if __name__ == "__main__":
    main()
