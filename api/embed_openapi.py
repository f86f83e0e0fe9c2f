#!/usr/bin/python3
"""Turn openapi.yaml into JSON and that into C, so that the binary serves it
without files.

    embed_openapi.py openapi.yaml OUT.c OUT.h

Needs python3-yaml.
"""
import json
import sys

import yaml

HEADER = """\
/* Generated from api/openapi.yaml by api/embed_openapi.py. */
#ifndef TVS_API_OPENAPI_JSON_H
#define TVS_API_OPENAPI_JSON_H

#define OPENAPI_JSON_SIZE {size}

extern const unsigned char OPENAPI_JSON[OPENAPI_JSON_SIZE];

#endif
"""

SOURCE = """\
/* Generated from api/openapi.yaml by api/embed_openapi.py. */
#include "openapi_json.h"

const unsigned char OPENAPI_JSON[OPENAPI_JSON_SIZE] = {{
{rows}
}};
"""
PER_LINE = 16


def main():
    source, out_c, out_h = sys.argv[1:]
    with open(source, encoding="utf-8") as text:
        document = yaml.safe_load(text)
    data = json.dumps(document, ensure_ascii=False,
                      separators=(",", ":")).encode("utf-8") + b"\n"
    rows = "\n".join(
        "    " + " ".join(f"{byte}," for byte in data[at:at + PER_LINE])
        for at in range(0, len(data), PER_LINE))
    with open(out_h, "w", encoding="utf-8") as out:
        out.write(HEADER.format(size=len(data)))
    with open(out_c, "w", encoding="utf-8") as out:
        out.write(SOURCE.format(rows=rows))


if __name__ == "__main__":
    main()
