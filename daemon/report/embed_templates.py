#!/usr/bin/python3
"""Turn the default templates into C, so that the binary needs no files.

    embed_templates.py ZH.txt EN.txt OUT.c
"""
import sys

SOURCE = """\
/* Generated from daemon/report/templates by embed_templates.py. */
#include "report/report_default.h"

static const unsigned char ZH[] = {{
{zh}
}};

static const unsigned char EN[] = {{
{en}
}};

const char *report_default(enum lang lang, size_t *len)
{{
    *len = lang == LANG_EN ? sizeof(EN) : sizeof(ZH);
    return (const char *)(lang == LANG_EN ? EN : ZH);
}}
"""
PER_LINE = 16


def rows(path):
    with open(path, "rb") as template:
        data = template.read()
    return "\n".join(
        "    " + " ".join(f"{byte}," for byte in data[at:at + PER_LINE])
        for at in range(0, len(data), PER_LINE))


def main():
    zh, en, out_c = sys.argv[1:]
    with open(out_c, "w", encoding="utf-8") as out:
        out.write(SOURCE.format(zh=rows(zh), en=rows(en)))


if __name__ == "__main__":
    main()
