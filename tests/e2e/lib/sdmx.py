"""SDMX-JSON 2.0.0 and SDMX-CSV 2.0.0 as their field guides have them: what is
wrong with a message, and its observations as plain dicts.

The official JSON schema says nothing about its licence, so it is not in this
repository. What it asks for is written out here once more, with what no schema
can ask for (indexes that lead somewhere, keys that are whole). Whoever has the
file names it in TVETSTAT_SDMX_SCHEMA, and every message is held against it as
well."""
import csv
import io
import json
import os
import re
from decimal import Decimal

import jsonschema

ID = re.compile(r"[A-Za-z0-9_@$-]+\Z")
COMPONENT = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z\Z")
URN = re.compile(r"urn:sdmx:org\.sdmx\.infomodel\.datastructure\.Dataflow="
                 r"[A-Za-z][\w-]*:[\w@$-]+\(\d+\.\d+\.\d+\)\Z")
PERIOD = re.compile(
    r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?|-A1|-S[12]|-Q[1-4])?\Z"
    r"|\d{4}-01-01/P([1-9]|1[0-2])M\Z")
LANGUAGES = {"zh", "en"}
TYPES = {"Decimal", "Integer", "String", "MonthDay", "GregorianDay",
         "ObservationalTimePeriod"}
ACTIONS = {"Information", "Append", "Replace", "Delete"}
RELATIONS = {"dataSet": "dataflow", "series": "dimensions",
             "observation": "observation"}


def official():
    path = os.environ.get("TVETSTAT_SDMX_SCHEMA")
    if not path:
        return None
    with open(path, encoding="utf-8") as text:
        return jsonschema.Draft7Validator(json.load(text))


class Checker:
    """Collects what is wrong."""

    def __init__(self, message):
        self.message = message
        self.found = []

    def must(self, truth, *what):
        if not truth:
            self.found.append(" ".join(map(str, what)))
        return truth

    def of(self, value, kind, *where):
        good = isinstance(value, kind) and (kind is bool
                                            or not isinstance(value, bool))
        return self.must(good, *where, "is no", kind)

    def like(self, pattern, value, *where):
        return self.must(isinstance(value, str) and pattern.match(value),
                         *where, value)

    def one_of(self, values, value, *where):
        return self.must(isinstance(value, str) and value in values, *where,
                         value)

    def keys(self, node, must, may, *where):
        if not self.of(node, dict, *where):
            return False
        self.must(set(must) <= set(node), *where, "lacks",
                  set(must) - set(node))
        self.must(set(node) <= set(must) | set(may), *where, "has",
                  set(node) - set(must) - set(may))
        return set(must) <= set(node)

    def names(self, node, one, many, *where):
        if one not in node and many not in node:
            return
        self.of(node.get(one), str, *where, one)
        texts = node.get(many)
        if self.of(texts, dict, *where, many):
            self.must(texts and set(texts) <= LANGUAGES, *where, many)
            for text in texts.values():
                self.of(text, str, *where, many)
            self.must(node.get(one) in texts.values(), *where, one)

    # --- the message ---

    def run(self):
        if self.keys(self.message, ("meta", "data"), (), "message"):
            self.meta(self.message["meta"])
            data = self.message["data"]
            if self.keys(data, ("structures", "dataSets"), (), "data"):
                for name in ("structures", "dataSets"):
                    self.must(isinstance(data[name], list)
                              and len(data[name]) == 1, name, "is not one")
                if not self.found:
                    self.structure(data["structures"][0])
                if not self.found:
                    self.data_set(data["structures"][0], data["dataSets"][0])
        return self.found

    def meta(self, meta):
        if not self.keys(meta, ("schema", "id", "test", "prepared",
                                "contentLanguages", "sender"), (), "meta"):
            return
        self.like(ID, meta["id"], "meta.id", meta["id"])
        self.of(meta["test"], bool, "meta.test")
        self.like(TIME, meta["prepared"], "meta.prepared")
        self.must(str(meta["schema"]).endswith(
            "/2.0.0/sdmx-json-data-schema.json"), "meta.schema")
        if self.of(meta["contentLanguages"], list, "contentLanguages"):
            self.must(set(map(str, meta["contentLanguages"])) == LANGUAGES,
                      "contentLanguages")
        if self.keys(meta["sender"], ("id",), (), "sender"):
            self.like(ID, meta["sender"]["id"], "sender.id")

    def links(self, node, where):
        if self.of(node, list, where, "links") and self.must(
                len(node) == 1, where, "links"):
            link = node[0]
            if self.keys(link, ("rel", "urn"), (), where, "link"):
                self.must(link["rel"] == "dataflow", where, "rel")
                self.like(URN, link["urn"], where, link["urn"])

    # --- the structure ---

    def structure(self, node):
        if not self.keys(node, ("links", "dataSets", "dimensions", "measures",
                                "attributes", "annotations"),
                         ("name", "names"), "structure"):
            return
        self.links(node["links"], "structure")
        self.names(node, "name", "names", "structure")
        self.must(node["dataSets"] == [0], "structure.dataSets")
        self.annotations = []
        if self.of(node["annotations"], list, "annotations"):
            self.annotations = node["annotations"]
            for note in self.annotations:
                self.note(note)
        self.groups(node["dimensions"], ("series", "observation"),
                    self.dimension, "dimensions")
        self.groups(node["measures"], ("observation",), self.measure,
                    "measures")
        self.groups(node["attributes"], ("dataSet", "series", "observation"),
                    self.attribute, "attributes")
        if not self.found:
            self.wholes(node)

    def note(self, note):
        if self.keys(note, ("type",), ("value", "text", "texts"),
                     "annotation"):
            self.of(note["type"], str, "annotation.type")
            if "value" in note:
                self.of(note["value"], str, "annotation.value")
            self.names(note, "text", "texts", "annotation")

    def groups(self, node, names, check, where):
        if self.keys(node, names, (), where):
            for name in names:
                if self.of(node[name], list, where, name):
                    for position, component in enumerate(node[name]):
                        check(component, name, position)

    def component(self, node, must, may):
        if not self.keys(node, ("id", *must),
                         ("name", "names", "roles", "format", *may),
                         "component"):
            return False
        where = node["id"]
        self.like(COMPONENT, where, "component", where)
        self.names(node, "name", "names", where)
        if "roles" in node and self.of(node["roles"], list, where, "roles"):
            for role in node["roles"]:
                self.like(COMPONENT, role, where, role)
        if "format" in node and self.keys(node["format"], ("dataType",), (),
                                          where, "format"):
            self.one_of(TYPES, node["format"]["dataType"], where, "dataType")
        if "values" in node and self.of(node["values"], list, where):
            self.must(node["values"], where, "has no values")
            texts = [json.dumps(v, sort_keys=True) for v in node["values"]]
            self.must(len(set(texts)) == len(texts), where, "values repeat")
            for value in node["values"]:
                self.value(value, where)
        return True

    def value(self, node, where):
        may = ("parent", "annotations", "start", "end")
        if not self.of(node, dict, where, "value"):
            return
        if "value" in node:
            self.keys(node, ("value",), may, where)
            self.of(node["value"], str, where)
        elif self.keys(node, ("id", "name", "names"), may, where):
            self.like(ID, node["id"], where, node["id"])
            self.names(node, "name", "names", where)
        if "parent" in node:
            self.like(ID, node["parent"], where, "parent")
        for end in ("start", "end"):
            if end in node:
                self.like(TIME, node[end], where, end)
        self.must(("start" in node) == ("end" in node), where, "start, end")
        self.indexes(node.get("annotations", []), where)

    def indexes(self, node, where):
        if self.of(node, list, where, "annotations"):
            for index in node:
                self.must(type(index) is int
                          and 0 <= index < len(self.annotations), where,
                          "annotation", index)

    def dimension(self, node, group, position):
        if self.component(node, ("keyPosition", "values"), ()):
            self.of(node["keyPosition"], int, node["id"], "keyPosition")

    def measure(self, node, group, position):
        self.component(node, ("format",), ())

    def attribute(self, node, group, position):
        if self.component(node, ("relationship",), ("values",)):
            relation = node["relationship"]
            if self.keys(relation, (RELATIONS[group],), (), node["id"]):
                of = relation[RELATIONS[group]]
                self.must(of == {} if group != "series" else
                          of in (["INDICATOR"], ["FREQ"]), node["id"], of)
            self.must(("values" in node) != ("format" in node), node["id"],
                      "is coded, or is not")

    def wholes(self, node):
        """What holds of all components together."""
        dims = [*node["dimensions"]["series"],
                *node["dimensions"]["observation"]]
        rest = [c for part in ("measures", "attributes")
                for group in node[part].values() for c in group]
        ids = [c["id"] for c in dims + rest]
        self.must(len(set(ids)) == len(ids), "components repeat", ids)
        self.must([d["keyPosition"] for d in dims] == list(range(len(dims))),
                  "keyPosition")
        if not self.must([d["id"] for d in node["dimensions"]["observation"]]
                         == ["TIME_PERIOD"], "TIME_PERIOD"):
            return
        for value in node["dimensions"]["observation"][0]["values"]:
            text = value.get("id", value.get("value"))
            self.must(PERIOD.match(text), "TIME_PERIOD", text)
            self.must("start" in value, text, "has no start")

    # --- observations ---

    def data_set(self, structure, node):
        if not self.keys(node, ("structure", "action", "links", "annotations",
                                "attributes", "series"), (), "dataSet"):
            return
        self.must(node["structure"] == 0 and type(node["structure"]) is int,
                  "dataSet.structure")
        self.one_of(ACTIONS, node["action"], "action")
        self.links(node["links"], "dataSet")
        self.indexes(node["annotations"], "dataSet")
        attributes = structure["attributes"]
        self.cells(node["attributes"], attributes["dataSet"], "dataSet")
        if not self.of(node["series"], dict, "series"):
            return
        dims = structure["dimensions"]
        for key, series in node["series"].items():
            self.key(key, dims["series"])
            if self.keys(series, ("attributes", "observations"), (), key):
                self.cells(series["attributes"], attributes["series"], key)
                self.observations(series["observations"], structure, key)

    def key(self, key, dims):
        parts = key.split(":")
        if self.must(re.fullmatch(r"\d+(:\d+)*", key)
                     and len(parts) == len(dims), "key", key):
            for part, dim in zip(parts, dims):
                self.must(int(part) < len(dim["values"]), "key", key)

    def observations(self, node, structure, key):
        components = [*structure["measures"]["observation"],
                      *structure["attributes"]["observation"]]
        if self.of(node, dict, key) and self.must(node, key, "is empty"):
            for time, cells in node.items():
                self.key(time, structure["dimensions"]["observation"])
                self.cells(cells, components, key)

    def cells(self, cells, components, where):
        if not (self.of(cells, list, where) and self.must(
                len(cells) == len(components), where, "cells")):
            return
        for cell, component in zip(cells, components):
            if cell is None:
                continue
            name = component["id"]
            if "values" in component:
                self.must(type(cell) is int
                          and 0 <= cell < len(component["values"]), where,
                          name, cell)
            elif component["format"]["dataType"] in ("Decimal", "Integer"):
                self.must(isinstance(cell, (int, float, Decimal))
                          and not isinstance(cell, bool), where, name, cell)
            else:
                self.of(cell, str, where, name)


def faults(message):
    found = Checker(message).run()
    schema = official()
    if schema is not None:
        found += [f"official: {e.json_path} {e.message}"
                  for e in schema.iter_errors(message)]
    return found


# --- observations as dicts ---

def code_of(text):
    """The code that an id stands for."""
    raw = re.sub(rb"\$([0-9A-F]{2})",
                 lambda m: bytes([int(m[1], 16)]), text.encode("ascii"))
    return raw.decode("utf-8")


def rows_of_json(body):
    """[{component: id or value}], numbers as they are printed."""
    message = json.loads(body, parse_float=Decimal, parse_int=Decimal)
    structure = message["data"]["structures"][0]
    data = message["data"]["dataSets"][0]
    dims, attributes = structure["dimensions"], structure["attributes"]

    def text(component, index):
        value = component["values"][int(index)]
        return value.get("id", value.get("value"))

    def take(row, components, cells):
        for component, cell in zip(components, cells):
            coded = cell is not None and "values" in component
            row[component["id"]] = text(component, cell) if coded else cell

    rows = []
    for key, series in data["series"].items():
        head = {d["id"]: text(d, i)
                for d, i in zip(dims["series"], key.split(":"))}
        take(head, attributes["dataSet"], data["attributes"])
        take(head, attributes["series"], series["attributes"])
        for time, cells in series["observations"].items():
            row = {**head, "TIME_PERIOD": text(dims["observation"][0], time)}
            take(row, [*structure["measures"]["observation"],
                       *attributes["observation"]], cells)
            rows.append(row)
    return rows


def rows_of_csv(text):
    """The same of SDMX-CSV with labels=id; every cell is a text."""
    head, *lines = list(csv.reader(io.StringIO(text)))
    assert head[:3] == ["STRUCTURE", "STRUCTURE_ID", "ACTION"], head
    assert all(len(line) == len(head) for line in lines)
    assert all(line[0] == "dataflow" and line[2] == "I" for line in lines)
    return [dict(zip(head[3:], line[3:])) for line in lines]


def period_of(text):
    """Our notation of a TIME_PERIOD; of a range its year."""
    for pattern, made in ((r"(\d{4})-A1", r"\1AY"), (r"(\d{4})-S(\d)", r"\1H\2"),
                          (r"(\d{4})-Q(\d)", r"\1Q\2"),
                          (r"(\d{4})-(\d\d)", r"\1M\2"),
                          (r"(\d{4})-01-01/P\d+M", r"\1")):
        if re.fullmatch(pattern, text):
            return re.sub(pattern, made, text)
    return text


NAMES = {"value": "OBS_VALUE", "status": "OBS_STATUS",
         "reason": "CHANGE_REASON", "indicator": "INDICATOR",
         "area": "REF_AREA", "school": "SCHOOL", "period": "TIME_PERIOD"}


def component_of(code):
    """A dimension's component."""
    plain = re.match("[A-Za-z]", code) and not code.startswith("D_")
    return code if plain and not re.fullmatch("[A-Z_]+", code) else (
        "D_" + code)


def name_of(column, dimensions):
    return component_of(column) if column in dimensions else (
        NAMES.get(column, column.upper()))


def plain_row(row, columns, dimensions):
    """What the row says in the columns of format=json, as texts."""
    out = []
    for column in columns:
        cell = row[name_of(column, dimensions)]
        text = "" if cell is None else str(cell)
        if column == "period":
            text = period_of(text)
        elif column in dimensions:
            text = code_of(text)
        out.append(text)
    return tuple(out)
