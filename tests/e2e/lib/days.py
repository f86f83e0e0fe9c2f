"""Periods as texts: which days they are, and which came before."""
import calendar
import re


def kind(period):
    if re.fullmatch(r"\d{4}", period):
        return "calendar_year"
    if period.endswith("AY"):
        return "school_year"
    if "M" in period:
        return "month"
    return "quarter" if "Q" in period else (
        "half" if "H" in period else "point_in_time")


def _months(period):
    """The first and last month of a period that has months, and its year."""
    year, rest = int(period[:4]), period[4:]
    if rest == "":
        return year, 1, 12
    number = int(rest[1:])
    size = {"M": 1, "Q": 3, "H": 6}[rest[0]]
    return year, (number - 1) * size + 1, number * size


def first(period, basis="month"):
    if basis == "ytd":
        return period[:4] + "-01-01"
    if kind(period) == "point_in_time":
        return period
    if kind(period) == "school_year":
        return period[:4] + "-09-01"
    year, one, _ = _months(period)
    return f"{year}-{one:02d}-01"


def last(period):
    if kind(period) == "point_in_time":
        return period
    if kind(period) == "school_year":
        return f"{int(period[:4]) + 1}-08-31"
    year, _, end = _months(period)
    return f"{year}-{end:02d}-{calendar.monthrange(year, end)[1]}"


def months_of(period):
    if kind(period) == "school_year":
        year = int(period[:4])
        return ([f"{year}M{m:02d}" for m in range(9, 13)]
                + [f"{year + 1}M{m:02d}" for m in range(1, 9)])
    year, one, end = _months(period)
    return [f"{year}M{m:02d}" for m in range(one, end + 1)]


def year_before(period):
    return str(int(period[:4]) - 1) + period[4:]


def previous(period):
    """Of a day the same day of the year before."""
    if kind(period) in ("calendar_year", "school_year", "point_in_time"):
        return year_before(period)
    year, letter, number = int(period[:4]), period[4], int(period[5:])
    most = {"M": 12, "Q": 4, "H": 2}[letter]
    year, number = (year, number - 1) if number > 1 else (year - 1, most)
    return f"{year}{letter}{number:0{len(period) - 5}d}"


def months_text(months):
    runs = []
    for month in sorted(months):
        if runs and runs[-1][1] == month - 1:
            runs[-1][1] = month
        else:
            runs.append([month, month])
    return ",".join(f"M{a:02d}" if a == b else f"M{a:02d}..M{b:02d}"
                    for a, b in runs) or None
