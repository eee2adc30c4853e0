#!/usr/bin/python3
"""Reads the outputs of one run by programs not ours and compares them value by value with its CSV files.

Usage: round_trip.py FOLDER

Reads what is there of: the CSV files by pandas, with the types of datapackage.json; dataset.sqlite by the module
sqlite3; reports.dta by pandas. Exit code 77: no pandas, nothing was read.
"""

import pathlib
import re
import sqlite3
import sys

try:
    import pandas
    from pandas.io.stata import StataMissingValue, StataReader
except ImportError:
    print("skipped: there is no pandas")
    sys.exit(77)

import table_schema

STATES = {"blank": ".b", "dash": ".d", "none_word": ".n", "text": ".t", "unreadable": ".u", "absent": ".a"}
FIRST_DATE = pandas.Timestamp(1960, 1, 1)
LONGEST_TEXT = 2045
LONGEST_LABEL = 80


class Tables:
    """The tables of the CSV files: the truth the other files are held to."""

    def __init__(self, folder):
        self.resources = table_schema.resources(folder)
        self.rows, self.faults = {}, []
        for name, resource in self.resources.items():
            self.rows[name], faults = table_schema.rows(folder, resource)
            self.faults += faults

    def fields(self, name):
        return self.resources[name]["schema"]["fields"]

    def columns(self, name):
        return [field["name"] for field in self.fields(name)]

    def dicts(self, name):
        return [dict(zip(self.columns(name), row)) for row in self.rows[name]]


def different(what, found, expected):
    """The first differences of two lists, as sentences."""
    if len(found) != len(expected):
        return [f"{what}: {len(found)} rows, {len(expected)} expected"]
    return [f"{what} {i}: {a!r} is not {b!r}" for i, (a, b) in enumerate(zip(found, expected)) if a != b][:5]


def digits_of(number):
    return len(number.as_tuple().digits)


# CSV by pandas


def read_by_pandas(folder, resource):
    types = {"string": "string", "integer": "Int64", "number": "float64", "boolean": "boolean"}
    fields = resource["schema"]["fields"]
    return pandas.read_csv(
        pathlib.Path(folder) / resource["path"],
        dtype={f["name"]: types[f["type"]] for f in fields if f["type"] in types},
        parse_dates=[f["name"] for f in fields if f["type"] == "date"],
        encoding="utf-8-sig",
        keep_default_na=False,
        na_values=[""],
        float_precision="round_trip",
    )


def check_pandas(folder, tables):
    faults = []
    for name, resource in tables.resources.items():
        frame = read_by_pandas(folder, resource)
        for place, field in enumerate(resource["schema"]["fields"]):
            expected = [row[place] for row in tables.rows[name]]
            if field["type"] == "number":
                expected = [None if value is None else float(value) for value in expected]
            if field["type"] == "date":
                expected = [None if value is None else pandas.Timestamp(value) for value in expected]
            found = [None if pandas.isna(value) else value for value in frame[field["name"]]]
            faults += different(f"pandas: {name}.{field['name']}", found, expected)
    return faults


# dataset.sqlite


def as_stored(value, kind):
    """What a cell is in SQLite."""
    if value is None:
        return None
    if kind == "boolean":
        return int(value)
    if kind != "number":
        return value
    if value == int(value):
        return int(value)
    return float(value) if digits_of(value) <= 15 else str(value)


def in_sqlite(columns, row_columns):
    """The columns as SQL, with those of the document where the table has only its number."""
    names = set(row_columns)
    return ", ".join(f't."{c}"' if c in names else f'd."{c}"' for c in columns)


def check_table(database, tables, name):
    own = [row[1] for row in database.execute(f'PRAGMA table_info("{name}")')]
    columns = tables.columns(name)
    joined = "" if set(columns) <= set(own) else "JOIN documents AS d USING (document)"
    found = database.execute(f'SELECT {in_sqlite(columns, own)} FROM "{name}" AS t {joined}').fetchall()
    kinds = [field["type"] for field in tables.fields(name)]
    expected = [tuple(map(as_stored, row, kinds)) for row in tables.rows[name]]
    required = [field.get("constraints", {}).get("required") for field in tables.fields(name)]
    in_key = [bool(need) and column in tables.resources[name]["schema"]["primaryKey"]
              for need, column in zip(required, columns)]
    found = [tuple(None if v == "" and key else v for v, key in zip(row, in_key)) for row in found]
    return different(f"sqlite: {name}", sorted(found, key=repr), sorted(expected, key=repr))


def check_views(database, tables):
    faults = []
    reports = tables.dicts("reports")
    kinds = {field["name"]: field["type"] for field in tables.fields("reports")}
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
    for (form,) in database.execute("SELECT template FROM templates"):
        if f"report_{form}" not in names or f"report_{form}_zh" not in names:
            faults.append(f"sqlite: no view of {form}")
            continue
        view = database.execute(f'SELECT * FROM "report_{form}"')
        columns = [column[0] for column in view.description]
        found = sorted((row[1:] for row in view), key=repr)
        expected = [row for row in reports if form in (row["template"] or "").split()]
        expected = [tuple(as_stored(row[c], kinds[c]) for c in columns[1:]) for row in expected]
        faults += different(f"sqlite: report_{form}", found, sorted(expected, key=repr))
        in_chinese = sorted((row[1:] for row in database.execute(f'SELECT * FROM "report_{form}_zh"')), key=repr)
        faults += different(f"sqlite: report_{form}_zh", in_chinese, found)
    wide = database.execute("SELECT * FROM series_wide")
    columns = [column[0] for column in wide.description]
    values = {}
    for row in (dict(zip(columns, row)) for row in wide):
        for series in columns[7:]:
            if row[series] is not None:
                values[row["path"], row["template"], series] = row[series]
    expected = {(row["path"], row["template"], row["series"]): as_stored(row["value"], "number")
                for row in tables.dicts("series") if row["value"] is not None}
    return faults if values == expected else faults + ["sqlite: series_wide differs from series"]


def check_sqlite(file, tables):
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    faults = [f"sqlite: {row}" for row in database.execute("PRAGMA integrity_check") if row != ("ok",)]
    faults += [f"sqlite: refers to nothing: {row}" for row in database.execute("PRAGMA foreign_key_check").fetchall()]
    for name in tables.resources:
        faults += check_table(database, tables, name)
    described = set(database.execute('SELECT "table", "column" FROM columns'))
    there = {(table, column[1])
             for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
             for column in database.execute(f'PRAGMA table_info("{table}")')}
    if described != there:
        faults.append(f"sqlite: columns described and not there, or there and not described: {described ^ there}")
    return faults + check_views(database, tables)


# reports.dta


def in_stata(value, kind):
    """What a cell that is not of a field is in Stata."""
    if kind == "string":
        text = value or ""
        size = len(text.encode())
        return text if size <= LONGEST_TEXT else text.encode()[: LONGEST_TEXT - 3].decode(errors="ignore") + "..."
    if value is None:
        return "."
    if kind == "date":
        return float((pandas.Timestamp(value) - FIRST_DATE).days)
    return float(value)


def field_in_stata(value, state):
    if state is None:
        return "."
    if value is None:
        return STATES[state]
    most = 2**53 if value == int(value) else 10**15 - 1
    unscaled = int(value) if value == int(value) else int("".join(map(str, value.as_tuple().digits)))
    return float(value) if abs(unscaled) <= most else ".x"


def plain(value):
    return value.string if isinstance(value, StataMissingValue) else value


def check_dta(file, tables):
    with StataReader(file, convert_categoricals=False, convert_missing=True, convert_dates=False) as reader:
        labels, states = reader.variable_labels(), reader.value_labels()
        frame = reader.read()
    faults = []
    if states.get("states", {}).keys() and len(states["states"]) != len(STATES) + 1:
        faults.append(f"dta: labels {states}")
    template_fields = {name for name in frame.columns if name in {r["field"] for r in tables.dicts("cells")}}
    fields = {f["name"]: f for f in tables.fields("reports") if f["name"] in frame.columns}
    if list(frame.columns) != list(fields):
        faults.append("dta: the variables are not the columns of reports")
    state = {(r["document_id"], r["path"], r["field"]): r["state"] for r in tables.dicts("cells") if r["field"]}
    for place, report in enumerate(tables.dicts("reports")):
        if place >= len(frame):
            break
        found = [plain(value) for value in frame.iloc[place]]
        key = (report["document_id"], report["path"])
        expected = [
            field_in_stata(report[name], state.get((*key, name)))
            if name in template_fields or (field["type"] == "number" and report[name] is None)
            else in_stata(report[name], field["type"])
            for name, field in fields.items()
        ]
        faults += different(f"dta: report {place}", found, expected)
    if len(frame) != len(tables.rows["reports"]):
        faults.append(f"dta: {len(frame)} rows of {len(tables.rows['reports'])}")
    for name, field in fields.items():
        if labels[name] != field["title"][:LONGEST_LABEL]:
            faults.append(f"dta: {name} is labelled {labels[name]!r}")
    return faults + check_labels(file.with_name("labels_zh.do"), fields)


def check_labels(file, fields):
    given = dict(re.findall(r'^label variable (\S+) "(.*)"$', file.read_text(encoding="utf-8"), re.M))
    expected = {name: re.sub(r'[`$"]', "", field["title_zh"][:LONGEST_LABEL]) for name, field in fields.items()}
    return [] if given == expected else ["dta: the Chinese labels are not those of reports"]


def main(folder):
    folder = pathlib.Path(folder)
    tables = Tables(folder)
    faults = tables.faults + check_pandas(folder, tables)
    read = ["csv"]
    for file, check in (("dataset.sqlite", check_sqlite), ("reports.dta", check_dta)):
        if (folder / file).exists():
            faults += check(folder / file, tables)
            read.append(file)
    print("\n".join(faults[:50]) if faults else f"the same in {', '.join(read)}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
