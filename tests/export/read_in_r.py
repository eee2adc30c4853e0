#!/usr/bin/python3
"""Reads the CSV files of a folder with readr in R, and holds it to what pandas reads: rows, types and sums.

Usage: read_in_r.py FOLDER
Exit code 77: there is no pandas, R or readr.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

import round_trip
import table_schema


def expected(folder):
    yield "table\trows\tcolumn\ttype\tsum"
    for name, resource in table_schema.resources(folder).items():
        frame = round_trip.read_by_pandas(folder, resource)
        for field in resource["schema"]["fields"]:
            numeric = field["type"] in ("integer", "number")
            total = float(frame[field["name"]].sum()) if numeric else 0.0
            yield f"{name}\t{len(frame)}\t{field['name']}\t{field['type']}\t{total!r}"


def main(folder):
    if shutil.which("Rscript") is None:
        print("skipped: there is no Rscript")
        return 77
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as file:
        file.write("\n".join(expected(folder)) + "\n")
        file.flush()
        script = pathlib.Path(__file__).with_name("read_in_r.R")
        return subprocess.run(["Rscript", "--vanilla", script, folder, file.name]).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
