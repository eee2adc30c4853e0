#!/usr/bin/python3
"""Holds reports.jsonl to its JSON Schema, and with --damage the schema to being strict.

Usage: validate_schema.py SCHEMA REPORTS [--damage]

Every line must be valid. With --damage each line is damaged in every way a strict schema forbids, one way
at a time, and every damaged line must be invalid; that is for small reports only.
Exit code 77: no package jsonschema, nothing was checked.
"""

import copy
import json
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError:
    sys.exit(77)

# Words that come from a fixed list, by the name of the property.
ENUMERATED = {"outcome", "state", "method", "verdict", "blame", "field", "fact"}
# The least that a number may be, by the name of the property.
LEAST = {
    **dict.fromkeys(("bytes", "paragraphs", "tables", "number", "offset", "sentence_offset"), 0),
    **dict.fromkeys(("section_order", "part", "block", "table", "row", "column"), 1),
}
# What does not apply is left out of a locus.
OPTIONAL = {"locus"}


def places(value, path=()):
    """Every object inside a value, with the path that leads to it."""
    if isinstance(value, dict):
        yield path
        for key, item in value.items():
            yield from places(item, path + (key,))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from places(item, path + (index,))


def at(value, path):
    for step in path:
        value = value[step]
    return value


def damages(report):
    """Damaged copies of a report, each with what was done to it."""
    for path in places(report):

        def damaged(change):
            changed = copy.deepcopy(report)
            change(at(changed, path))
            return changed

        name = "/".join(map(str, path))
        yield f"{name}: an unknown property", damaged(lambda o: o.update(unknown=1))
        for key, value in at(report, path).items():
            if not path or path[-1] not in OPTIONAL:
                yield f"{name}: without {key}", damaged(lambda o: o.pop(key))
            yield f"{name}: {key} is a list of lists", damaged(lambda o: o.update({key: [[]]}))
            if key in ENUMERATED and isinstance(value, str):
                yield f"{name}: {key} is no known word", damaged(lambda o: o.update({key: "no known word"}))
            if key in LEAST and isinstance(value, int):
                yield f"{name}: {key} below {LEAST[key]}", damaged(lambda o: o.update({key: LEAST[key] - 1}))
            if key == "confidence":
                yield f"{name}: a confidence above 1", damaged(lambda o: o.update({key: 1.5}))
        if "state" in at(report, path):
            number = at(report, path)["state"] == "number"
            yield f"{name}: the value contradicts the state", damaged(lambda o: o.update(value=None if number else 1))
        if path[:1] == ("unmapped",) and len(path) == 2:
            for state in ("blank", "absent"):
                yield f"{name}: {state}", damaged(lambda o: o.update(state=state, value=None))
        if "fact" in at(report, path):
            ranged = at(report, path)["method"] == "range"
            yield f"{name}: the value contradicts the method", damaged(lambda o: o.update(value=1 if ranged else None))


def main(schema_path, reports_path, damage=None):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    faults = []
    reports = refused = 0
    with open(reports_path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            report = json.loads(line)
            reports += 1
            faults += [f"line {number}: {e.json_path}: {e.message}" for e in validator.iter_errors(report)]
            for what, damaged in damages(report) if damage == "--damage" else ():
                if validator.is_valid(damaged):
                    faults.append(f"line {number}: accepted {what}")
                else:
                    refused += 1
    if reports == 0:
        faults.append("there is no report to check")
    print("\n".join(faults) if faults else f"{reports} valid; {refused} damages refused")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
