#!/usr/bin/python3
"""Holds the CSV files of a folder to its datapackage.json: header, types, required values, unique keys.

Usage: table_schema.py FOLDER
"""

import csv
import datetime
import decimal
import json
import pathlib
import re
import sys

csv.field_size_limit(1 << 30)

# What a cell of each type of Table Schema is in Python. A wrong cell raises a ValueError.


def number(text):
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?", text):
        raise ValueError(f"no number: {text!r}")
    return decimal.Decimal(text)


def integer(text):
    if not re.fullmatch(r"[+-]?\d+", text):
        raise ValueError(f"no whole number: {text!r}")
    return int(text)


def date(text):
    datetime.date.fromisoformat(text)
    return text


def boolean(text):
    return {"true": True, "false": False}[text]


READ = {"string": str, "number": number, "integer": integer, "date": date, "boolean": boolean}


def resources(folder):
    package = json.loads((pathlib.Path(folder) / "datapackage.json").read_text(encoding="utf-8"))
    return {resource["name"]: resource for resource in package["resources"]}


def rows(folder, resource):
    """The rows as typed values, None where a cell is empty; and what is wrong with them."""
    fields = resource["schema"]["fields"]
    reads = [READ[field["type"]] for field in fields]
    read, faults = [], []
    with open(pathlib.Path(folder) / resource["path"], encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file, strict=True)
        if next(lines) != [field["name"] for field in fields]:
            faults.append(f"{resource['name']}: another header than described")
        for place, line in enumerate(lines, 1):
            if len(line) != len(fields):
                faults.append(f"{resource['name']} {place}: {len(line)} cells of {len(fields)}")
                continue
            row = []
            for field, convert, text in zip(fields, reads, line):
                try:
                    row.append(convert(text) if text else None)
                except (ValueError, KeyError) as error:
                    faults.append(f"{resource['name']} {place} {field['name']}: {error}")
                    row.append(None)
                if not text and field.get("constraints", {}).get("required"):
                    faults.append(f"{resource['name']} {place} {field['name']}: required and empty")
            read.append(row)
    return read, faults + repeated_keys(resource, read)


def repeated_keys(resource, read):
    names = [field["name"] for field in resource["schema"]["fields"]]
    places = [names.index(name) for name in resource["schema"]["primaryKey"]]
    keys = [tuple(row[place] for place in places) for row in read]
    return [] if len(set(keys)) == len(keys) else [f"{resource['name']}: a key of two rows"]


def main(folder):
    faults = []
    for resource in resources(folder).values():
        read, wrong = rows(folder, resource)
        faults += wrong
        print(f"{resource['name']}: {len(read)} rows of {len(resource['schema']['fields'])} columns")
    print("\n".join(faults[:50]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
