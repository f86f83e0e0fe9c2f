#!/usr/bin/python3
"""Turn the looks of a report into C: the style sheet of its HTML as it is,
and the parts of its .docx as an archive, which pandoc takes its styles from.

    embed_layout.py FOLDER OUT.c OUT.h
"""
import io
import os
import sys
import zipfile

# In the archive, and in the folder.
PARTS = (
    ("[Content_Types].xml", "content_types.xml"),
    ("_rels/.rels", "rels.xml"),
    ("word/document.xml", "document.xml"),
    ("word/_rels/document.xml.rels", "document_rels.xml"),
    ("word/styles.xml", "styles.xml"),
    ("word/footer1.xml", "footer1.xml"),
)
HEADER = """\
/* Generated from api/reports/layout/ by embed_layout.py. */
#ifndef TVS_REPORTS_REPORT_LAYOUT_H
#define TVS_REPORTS_REPORT_LAYOUT_H

{sizes}

{rows}

#endif
"""
PER_LINE = 16


def read(folder, name):
    with open(os.path.join(folder, name), "rb") as part:
        return part.read()


def archive(folder):
    """The same bytes every time: all of it is as old as the format."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        for name, source in PARTS:
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, read(folder, source))
    return made.getvalue()


def array(name, data):
    rows = "\n".join(
        "    " + " ".join(f"{byte}," for byte in data[at:at + PER_LINE])
        for at in range(0, len(data), PER_LINE))
    return (f"const unsigned char {name}[{name}_SIZE] = {{\n{rows}\n}};\n")


def main():
    folder, out_c, out_h = sys.argv[1:]
    arrays = {"REPORT_LAYOUT_CSS": read(folder, "report.css"),
              "REPORT_LAYOUT_DOCX": archive(folder)}
    with open(out_h, "w", encoding="utf-8") as out:
        out.write(HEADER.format(
            sizes="\n".join(f"#define {name}_SIZE {len(data)}"
                            for name, data in arrays.items()),
            rows="\n".join(f"extern const unsigned char {name}[{name}_SIZE];"
                           for name in arrays)))
    with open(out_c, "w", encoding="utf-8") as out:
        out.write('/* Generated from api/reports/layout/ by embed_layout.py. '
                  '*/\n#include "report_layout.h"\n\n')
        out.write("\n".join(array(*pair) for pair in arrays.items()))


if __name__ == "__main__":
    main()
