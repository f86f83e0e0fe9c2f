"""Credit codes of GB 32100-2015, written from the standard's definition and
not from the daemon's code."""
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def check(body):
    total = sum(ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return ALPHABET[(31 - total % 31) % 31]


def inner_check(body):
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    rest = sum(int(c, 36) * w for c, w in zip(body, weights)) % 11
    return "0" if rest == 0 else "X" if rest == 1 else str(11 - rest)


def code(serial, area="110000"):
    """The code of a made-up enterprise."""
    subject = f"MA{serial:06d}"
    body = "91" + area + subject + inner_check(subject)
    return body + check(body)


COLUMNS = ("school", "credit_code", "enterprise", "tiers", "modes", "depth",
           "on_campus", "start", "end", "source")


def entries(*rows):
    """CSV text; rows are dicts of columns, what lacks is empty."""
    lines = [",".join(COLUMNS)]
    lines += [",".join(row.get(c, "") for c in COLUMNS) for row in rows]
    return "\n".join(lines) + "\n"


def entry(school, credit_code, start="2023-09-01", **more):
    return {"school": school, "credit_code": credit_code,
            "enterprise": f"企业{credit_code[-5:]}", "start": start, **more}
