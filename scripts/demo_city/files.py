"""Writes the CSV files of the demo city."""
import csv
import os

from . import YEARS
from .city import CITY, COUNTIES, ROOT, schools
from .conditions import add_conditions
from .enrolment import add_enrolment
from .enterprises import partnerships
from .graduates import add_graduates
from .money import add_awards, add_funding
from .rows import Rows
from .students import simulate
from .teachers import add_teachers
from .training import add_skills, add_training


def write_all(folder):
    """Returns {file name: rows}."""
    os.makedirs(folder, exist_ok=True)
    people = schools()
    tables = {"areas.csv": _areas(), "schools.csv": _schools(people),
              "partnerships.csv": partnerships(people)}
    for rows in _observations(people):
        if rows.topic == "training":
            tables.update(_by_year(rows))
        else:
            tables[f"observations-{rows.topic}.csv"] = [rows.header(),
                                                        *rows.rows]
    for name, table in tables.items():
        _write(os.path.join(folder, name), table)
    return {name: len(table) - 1 for name, table in tables.items()}


def _observations(people):
    cohorts = {school.code: simulate(school) for school in people}
    for topic, add in (("training", add_training), ("skills", add_skills)):
        rows = Rows(topic)
        for school in people:
            add(rows, school)
        yield rows
    for topic, add in (("students", add_enrolment),
                       ("graduates", add_graduates),
                       ("teachers", add_teachers),
                       ("conditions", add_conditions),
                       ("funding", add_funding), ("awards", add_awards)):
        rows = Rows(topic)
        for school in people:
            add(rows, school, cohorts[school.code])
        yield rows


def _by_year(rows):
    """The monthly figures come in yearly files, as they would."""
    return {f"observations-{rows.topic}-{year}.csv":
            [rows.header(), *[row for row in rows.rows
                              if row[2].startswith(str(year))]]
            for year in YEARS}


def _areas():
    table = [["code", "name_zh", "name_en", "level", "parent", "valid_from",
              "valid_to"]]
    code, name_zh, name_en = CITY
    table.append([code, name_zh, name_en, "prefecture", ROOT, "", ""])
    for county, zh, en, _ in COUNTIES:
        table.append([county, f"{zh}(合成)", f"{en} (synthetic)", "county",
                      code, "", ""])
    return table


def _schools(people):
    table = [["code", "name_zh", "name_en", "level", "type", "ownership",
              "area", "opened", "closed"]]
    for one in people:
        table.append([one.code, one.name_zh, one.name_en, one.level,
                      one.type, one.ownership, one.area, one.opened,
                      one.closed])
    return table


def _write(path, table):
    with open(path, "w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(table)
