"""JSON-stat and options of charts, back into the rows of the JSON answer: the
figures as the libraries that read them see them, and as they were written."""
import json
from decimal import Decimal

from lib import npm

def exact(text):
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


def same(drawn, written):
    """A number of JavaScript, and the decimal that it was read from."""
    if drawn is None or written is None:
        return drawn is None and written is None
    return Decimal(repr(drawn)) == written


def text(cell):
    return "" if cell is None else str(cell)


# --- JSON-stat ---

def rows_of_jsonstat(body, columns):
    """Rows, in the cube's order, of the columns."""
    answer = exact(body)
    seen = npm.read("jsonstat", body)
    check_jsonstat(answer, seen)
    ids = answer["id"]
    measures = ["value"]
    metric = answer["role"]["metric"]
    if len(metric) > 1:
        assert metric[1] == ids[-1]
        measures = answer["dimension"][ids[-1]]["category"]["index"]
    details = answer["extension"]["tvetstat"]["details"]
    rows = []
    for first in sorted(map(int, answer["status"])):
        cells = seen["cells"][first:first + len(measures)]
        row = {id_: cells[0][id_] for id_ in ids if id_ not in metric[1:]}
        for at, (measure, cell) in enumerate(zip(measures, cells)):
            row[measure] = written_at(answer, first + at)
            assert same(cell["value"], row[measure]), (cell, row)
            assert len(metric) == 1 or measure == cell[metric[1]]
        row["status"] = cells[0]["status"]
        for id_, column in details.items():
            row[id_] = column.get(str(first))
        rows.append(tuple(text(row[id_]) for id_ in columns))
    return rows


def written_at(answer, offset):
    value = answer["value"]
    return value[offset] if isinstance(value, list) else value[str(offset)]


def check_jsonstat(answer, seen):
    """What JSON-stat 2.0 asks of a dataset."""
    assert (answer["version"], answer["class"]) == ("2.0", "dataset")
    assert seen["class"] == "dataset" and seen["id"] == answer["id"]
    size = 1
    for id_, count in zip(answer["id"], answer["size"]):
        dimension = answer["dimension"][id_]
        index = dimension["category"]["index"]
        assert len(index) == len(set(index)) == count
        assert set(dimension["category"]["label"]) == set(index)
        assert dimension["label"]
        size *= int(count)
    assert set(answer["dimension"]) == set(answer["id"])
    assert seen["n"] == size or size == 0
    value = answer["value"]
    assert not isinstance(value, list) or len(value) == size
    assert isinstance(value, list) or 4 * len(answer["status"]) < size
    assert answer["role"]["time"] == ["period"]
    assert answer["role"]["geo"] == ["area"]
    assert answer["role"]["metric"][0] == "indicator"
    # Whatever has no row has neither a figure nor a status.
    several = len(answer["role"]["metric"]) > 1
    measures = int(answer["size"][-1]) if several else 1
    filled = {int(first) + at for first in answer["status"]
              for at in range(measures)}
    for at, cell in enumerate(seen["cells"]):
        assert at in filled or cell["value"] is None, cell


# --- charts ---

def rows_of_echarts(body, columns):
    option = exact(body)
    check_echarts(option, npm.read("echarts", body))
    beside = option["tvetstat"]
    source = option["dataset"]["source"]
    rows = []
    for at, category in enumerate(beside["categories"]):
        for line, status in enumerate(beside["status"][at]):
            if status is None:
                continue
            row = {beside["category"]: category["code"], "status": status}
            if "area" in category:
                row["area"] = category["area"]
            for number, column in enumerate(beside["columns"], 1):
                if column["line"] == line:
                    row.update(column["codes"])
                    row[column["figure"]] = source[at][number]
            for id_, table in beside["details"].items():
                row[id_] = table[at][line]
            rows.append(tuple(text(row[id_]) for id_ in columns))
    return rows


def check_echarts(option, seen):
    """The library draws the figures and complains of nothing."""
    assert seen["said"] == [], seen["said"]
    names = [row["name"] for row in option["dataset"]["dimensions"]]
    assert len(names) == len(set(names))
    assert names[1:] == [c["id"] for c in option["tvetstat"]["columns"]]
    source = option["dataset"]["source"]
    categories = [row[0] for row in source]
    assert len(categories) == len(set(categories))
    assert len(seen["series"]) == len(option["series"])
    titles = [series["name"] for series in option["series"]]
    assert len(titles) == len(set(titles)), titles
    for wanted, series in zip(option["series"], seen["series"]):
        column = names.index(wanted["encode"]["y"])
        assert (series["type"], series["name"]) == (wanted["type"],
                                                    wanted["name"])
        assert [x for x, _ in series["points"]] == categories
        for (_, drawn), row in zip(series["points"], source):
            assert same(drawn, row[column]), (wanted, row)
        assert wanted["yAxisIndex"] < len(option["yAxis"])
