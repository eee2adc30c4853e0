#!/usr/bin/python3
"""Reads the workbook of a run back with openpyxl and compares every cell with the CSV files of the same run.

Usage: tests/export/xlsx_test.py NIANBAO REPORTS

REPORTS are read once as they are, and once among hostile ones: names and texts that look like formulas, links, Excel's
own escapes and control characters, and a section longer than a cell may be.
"""

import collections
import csv
import datetime
import decimal
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

import openpyxl

csv.field_size_limit(1 << 30)

LONGEST = 32767
CUT = "\u2026 [cut]"
HOSTILE = {
    "=1+1.txt": "=HYPERLINK(\"http://example.com\",\"x\")",
    "+cmd.txt": "+cmd|' /C calc'!A0",
    "-2.txt": "-2+3",
    "@sum.txt": "@SUM(1;2)",
    "_x0041_.txt": "_x0041_ _x005F_x0041_ _x0041_x0042_ _xZZZZ_ _x00",
    "link.txt": "https://www.example.com/?a=1&b=<2>",
    "mail.txt": "mailto:a@example.com",
    "control.txt": "a\x01b\x0bc\x1fd\ufffe\uffff\U0001f600 \u3000 x",
    "long.txt": "\U0001f600\u957f_x0041_" * 6000,
    "spaces.txt": "  two  spaces\t and tabs\t",
}


def report(line):
    return (f"{line}\n青禾县水务局2023年政府信息公开工作年度报告\n一、总体情况\n{line}\n二、主动公开政府信息情况\n"
            "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n| 规章 | 1 | | 3① |\n| 规范性文件 | 4 | / | 6 |\n"
            "| 行政事业性收费 |\n| 信息内容 | 本年收费金额（单位：万元） |\n| 行政事业性收费 | 25.10 |\n")


def run(program, sources, out):
    done = subprocess.run([program, "extract", *sources, "--out", out, "--format", "csv,xlsx"],
                          capture_output=True, text=True, check=False)
    assert (pathlib.Path(out) / "nianbao.xlsx").exists(), done.stderr
    assert not list(pathlib.Path(out).glob("*.part")) and not list(pathlib.Path(out).glob("tmp.*"))


def decoded(text):
    """What Excel shows for the text of a file: ECMA-376 22.9.2.19."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def units(text):
    return len(text.encode("utf-16-le")) // 2


def number_of(text):
    """As the rule has it: plain decimals of up to 15 significant digits are numbers."""
    if not re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?", text):
        return None
    digits = text.lstrip("-").replace(".", "").strip("0")
    return decimal.Decimal(text) if len(digits) <= 15 else None


def date_of(text):
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year > 1900 else None


def check_text(cell, wanted):
    assert cell.data_type in ("s", "inlineStr"), (cell, cell.data_type)
    assert cell.hyperlink is None
    got = cell.value
    assert units(got) <= LONGEST, cell
    if decoded(got) != wanted:
        assert got.endswith(CUT) and wanted.startswith(decoded(got[:-len(CUT)])), (cell.coordinate, got[:80], wanted[:80])
        assert units(re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", wanted)) > LONGEST
        assert units(got) > LONGEST - 10  # a cut at the last place


def check(cell, wanted, kind):
    if wanted == "":
        assert cell.value is None, cell
        return
    number = number_of(wanted) if kind in ("integer", "number") else None
    day = date_of(wanted) if kind == "date" else None
    if number is not None:
        assert cell.data_type == "n" and decimal.Decimal(repr(cell.value)) == number, (cell, cell.value, wanted)
        places = len(wanted.partition(".")[2])
        assert cell.number_format == "0" + ("." + "0" * places if places else ""), cell.number_format
    elif day is not None:
        assert cell.data_type == "d" and cell.value == datetime.datetime(day.year, day.month, day.day), cell
    elif kind == "boolean":
        assert cell.data_type == "b" and str(cell.value).lower() == wanted
    else:
        check_text(cell, wanted)


def check_mark(cells, row, names):
    record = dict(zip(names, row))
    failed = record.get("verdict") in ("fail", "fail_blank_total")
    unreadable = record.get("state") == "unreadable"
    for cell in cells:
        assert bool(cell.font.b) == failed and bool(cell.font.i) == unreadable, cell
        colour = cell.fill.fgColor.rgb if cell.fill.fill_type == "solid" else None
        assert colour == ("FFFFC7CE" if failed else "FFFFEB9C" if unreadable else None), (cell, colour)
    return "failed" if failed else "unreadable" if unreadable else "plain"


def rows_of(book, name):
    """The rows of a table below the two of its head, from all its sheets."""
    for sheet in (each for each in book.worksheets if re.fullmatch(re.escape(name) + r"( \(\d+\))?", each.title)):
        assert sheet.freeze_panes is not None and sheet.freeze_panes.endswith("3"), sheet.freeze_panes
        assert sheet.auto_filter.ref.startswith("A2:"), sheet.auto_filter.ref
        for number, cells in enumerate(sheet.iter_rows()):
            if number >= 2:
                yield cells


def compare(out):
    out = pathlib.Path(out)
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    book = openpyxl.load_workbook(out / "nianbao.xlsx")
    compared = 0
    marks = collections.Counter()
    for resource in package["resources"]:
        fields = resource["schema"]["fields"]
        sheet = book[resource["name"]]
        assert [cell.value for cell in sheet[1]] == [field["name"] for field in fields]
        assert [cell.value for cell in sheet[2]] == [field["title_zh"] for field in fields]
        with open(out / resource["path"], encoding="utf-8", newline="") as file:
            rows = csv.reader(file, lineterminator="\n")
            names = next(rows)
            found = rows_of(book, resource["name"])
            for row in rows:
                cells = next(found)
                for cell, wanted, field in zip(cells, row, fields, strict=True):
                    check(cell, wanted, field["type"])
                    compared += 1
                marks[check_mark(cells, row, names)] += 1
            assert next(found, None) is None, f"more rows than {resource['path']}"
    print(f"{compared} cells of {len(package['resources'])} tables are the same, rows {dict(marks)}")
    return marks


def check_package(path):
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        assert all(each.date_time[0] == 1980 for each in package.infolist())
        assert not any("<f>" in package.read(name).decode() for name in package.namelist() if "sheet" in name)


def main():
    program, reports = sys.argv[1], sys.argv[2]
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        hostile = folder / "in"
        hostile.mkdir()
        for name, line in HOSTILE.items():
            (hostile / name).write_text(report(line), encoding="utf-8", newline="\n")
        for name, sources in {"corpus": [reports], "hostile": [str(hostile)]}.items():
            run(program, sources, folder / name)
            marks = compare(folder / name)
            assert marks["plain"] and marks["unreadable"] and (marks["failed"] or name != "corpus"), marks
            check_package(folder / name / "nianbao.xlsx")
            run(program, [*sources, "--jobs", "2"], folder / (name + " again"))
            again = (folder / (name + " again") / "nianbao.xlsx").read_bytes()
            assert again == (folder / name / "nianbao.xlsx").read_bytes(), "another run gave other bytes"
        texts = (folder / "hostile" / "documents.csv").read_text(encoding="utf-8")
        assert "=1+1.txt" in texts and "_x0041_.txt" in texts


if __name__ == "__main__":
    main()
