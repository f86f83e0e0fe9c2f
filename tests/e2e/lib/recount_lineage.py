"""What the lineage of a figure must say, out of lib/recount.py: sums as they
were counted there, and only observations that there were."""
from fractions import Fraction

from lib.world import exact

PARTS = ["numerator", "denominator"]


def lineage(client, name):
    """With all its observations, in pages where there are many."""
    path = f"/v1/figures/{name}/lineage"
    first = page = client.ok(path, limit="2000").json
    while page["next"]:
        page = client.ok(path, limit="2000", cursor=page["next"]).json
        first["rows"] += page["rows"]
    return first


def sums_of(answer):
    said = answer["sum"]
    if isinstance(said, dict):
        return [exact(said[part]) for part in PARTS]
    return [exact(said)]


def counted(answer):
    """The sums of what counts, by part."""
    out = [None] * len(sums_of(answer))
    for row in answer["rows"]:
        at = PARTS.index(row.get("part", "numerator"))
        if row["counted"] is not None:
            out[at] = (out[at] or Fraction(0)) + exact(row["counted"])
    return out


def period_of(text):
    """The period of a report, and its basis."""
    year, mark, month = text.partition("YTD")
    return (f"{year}M{month}", "ytd") if mark else (text, "month")


class Tracer:
    """Faults of lineages of figures of one world; `reports` has the months
    that follow as well."""

    def __init__(self, world, question, reports):
        self.told, self.reports = world.reports, reports
        self.question = question
        self.compares = question["compare"] != "none" and (
            "ytd" in question or "basis" in question)
        self.divides = question.get("view") == "as_is"
        self.one = world.indicators[question["indicator"][0]]

    def code_of(self, row):
        if "part" not in row:
            return self.one.code
        return self.one.num if row["part"] == PARTS[0] else self.one.den

    def row_faults(self, row):
        period, basis = period_of(row["period"])
        key = (row["school"], self.code_of(row), period, basis,
               frozenset(row["breakdown"].items()))
        value = exact(row["value"])
        if row["derived"] != (key not in self.told):
            return "derived"
        if row["derived"] and value is None:  # once it followed
            return None
        if key not in self.reports or self.reports[key] != (
                value, row["status"]):
            return "no such report"
        if not self.divides and row["counted"] != row["value"]:
            return "counted"
        return None

    def faults(self, answer, sums):
        """`sums`: what was counted; a None in it: there is no value."""
        out = [(self.row_faults(row), row) for row in answer["rows"]
               if self.row_faults(row)]
        keys = [(row.get("part"), row["school"], row["period"],
                 *sorted(row["breakdown"].items())) for row in answer["rows"]]
        if len(set(keys)) != len(keys):
            out.append("twice")
        if counted(answer) != sums_of(answer):
            out.append(("rows", counted(answer), answer["sum"]))
        if None not in sums and sums_of(answer) != sums:
            out.append(("sum", answer["sum"], sums))
        return out
