#!/usr/bin/python3
"""The page of scripts/accuracy, from small measurements made by hand, and docs/accuracy.md as it stands.

Usage: accuracy_page_test.py NIANBAO_GENERATE
"""

import contextlib
import csv
import importlib.util
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from importlib.machinery import SourceFileLoader

ROOT = pathlib.Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
loader = SourceFileLoader("accuracy_page", str(ROOT / "scripts" / "accuracy_page"))
page = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
loader.exec_module(page)

GENERATOR = sys.argv.pop() if len(sys.argv) > 1 else None


def stratum(by, **kind):
    """A hundred documents of ten cells, eight of them numbers, all read right at the confidence they deserve."""
    counts = {"documents": 100, "missing": 0, "cells": 1000, "present": 1000, "values": 800, "exact": 1000, "wrong": 0,
              "flagged": 0, "lost": 0, "misread": 0, "right": 800, "silent": 0, "unlisted": 0, "sections": 600,
              "sections_found": 600, "sections_extra": 0}
    sure = {"from": 0.999, "to": 1.0, "numbers": 800, "right": 800, "mean_confidence": 0.9995, "share_right": 1.0}
    return {"by": by, **kind, **counts, "calibration": [sure]}


def spoil(each, wrong):
    """So many of the numbers wrong and sure."""
    for name, change in (("exact", -wrong), ("right", -wrong), ("wrong", wrong), ("silent", wrong)):
        each[name] += change
    each["calibration"][0]["right"] -= wrong


def write_rows(path, heads, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heads, *rows])


class Measurement:
    """What scripts/accuracy leaves behind, with nothing wrong until a test says so."""

    def __init__(self, folder):
        self.folder = folder / "measured"
        self.docs = folder / "docs"
        self.docs.mkdir()
        self.strata = [
            stratum("template+format+dialect+damage", template="2021",
                    format=dialect if dialect in ("html", "docx") else "text", dialect=dialect, damage=damage)
            for damage in page.DAMAGES for dialect in page.SHAPES]
        self.corpus = [stratum("all"), stratum("format", format="html")]
        self.missing = []
        self.documents, self.errors, self.findings = [], [], []

    def of(self, dialect, damage):
        return next(each for each in self.strata if (each["dialect"], each["damage"]) == (dialect, damage))

    def write(self, seed):
        folder = self.folder / f"seed-{seed}"
        self.write_scores(folder, self.strata)
        self.write_scores(self.folder / "corpus", self.corpus)
        write_rows(folder / "truth" / "documents.csv", ["path", "damage"], self.documents)
        write_rows(folder / "scores" / "errors.csv", ["path", "field", "confidence"], self.errors)
        write_rows(folder / "out" / "findings.csv", ["path", "verdict", "fields", "soft"], self.findings)

    def write_scores(self, folder, strata):
        (folder / "scores").mkdir(parents=True, exist_ok=True)
        scores = {"sure": 0.9, "missing": self.missing, "strata": strata}
        (folder / "scores" / "accuracy.json").write_text(json.dumps(scores), encoding="utf-8")

    def run(self):
        """Exit code and what was said."""
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            status = page.main(str(self.folder), str(self.docs))
        return status, said.getvalue()

    def page(self):
        return (self.docs / "accuracy.md").read_text(encoding="utf-8")


def section(text, title):
    return text.split(f"## {title}")[1].split("\n## ")[0]


def rows_of(text):
    """The rows of the tables, heads and rules left out."""
    tables = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for table in tables
            for line in table.splitlines()[2:]]


class PageTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.measurement = Measurement(pathlib.Path(folder.name))

    def missed(self):
        return [row[0] for row in rows_of(section(self.measurement.page(), "Bars")) if row[-1] == page.NOT_MET]

    def test_all_bars_are_met_where_nothing_is_wrong(self):
        self.measurement.write(1)
        self.assertEqual(self.measurement.run(), (0, f"{len(page.BARS)} of {len(page.BARS)} bars are met\n"))
        self.assertEqual(self.missed(), [])
        self.assertIn(f"{len(page.BARS)} of {len(page.BARS)} are met.", self.measurement.page())

    def test_a_bar_that_is_not_met_is_told(self):
        self.measurement.of("docx", "none")["exact"] -= 1
        self.measurement.write(1)
        status, said = self.measurement.run()
        self.assertEqual(status, 1)
        self.assertIn("not met: clean Word documents: 99.90 %, must be ≥ 100.00 % (999 of 1,000 cells)", said)
        self.assertEqual(self.missed(), ["clean Word documents"])

    def test_what_is_read_of_damaged_reports_is_told_by_groups(self):
        for dialect, lost in (("layout", 97), ("glued", 800), ("pipes_padded", 800)):
            self.measurement.of(dialect, "chars_1")["right"] -= lost
        self.measurement.write(1)
        self.assertEqual(self.measurement.run()[0], 1)
        self.assertEqual(self.missed(), ["read at 1 % character damage, without a grid"])  # 4703 of 4800

    def test_an_error_counts_where_it_can_be_seen(self):
        spoil(self.measurement.of("box", "lines_lost"), 3)
        spoil(self.measurement.of("box", "digits"), 700)
        self.measurement.write(1)
        self.assertEqual(self.measurement.run()[0], 1)
        self.assertEqual(self.missed(), ["silent errors, `lines_lost`"])  # 3 of 20800

    def test_a_bar_on_errors_is_not_met_at_its_bound(self):
        bar = next(bar for bar in page.BARS if bar.names[0] == "silent errors, `noise`")
        for wrong, numbers, met in ((1, 10_000, False), (1, 10_001, True), (0, 0, False)):
            tally = page.Tally()
            tally.counts.update(silent=wrong, wrong=wrong, right=numbers - wrong)
            self.assertEqual(bar.met(tally), met, numbers)

    def test_rounds_are_added_up(self):
        self.measurement.write(2)
        self.measurement.of("html", "none")["exact"] -= 500
        self.measurement.write(10)
        self.measurement.run()
        row = rows_of(section(self.measurement.page(), "Bars"))[1]
        self.assertEqual(row[3:5], ["75.00 %", "1,500 of 2,000 cells"])
        self.assertIn("seeds 2 to 10", self.measurement.page())

    def test_changed_digits_are_caught_by_identities_or_doubt(self):
        measurement = self.measurement
        measurement.documents = [["0.txt", "digits"], ["1.txt", "mixed"]]
        measurement.findings = [["in/0.txt", "fail", "a b", "false"], ["in/0.txt", "fail", "c", "true"],
                                ["in/0.txt", "fail_blank_total", "c", "false"], ["in/1.txt", "fail", "c", "false"]]
        measurement.errors = [["in/0.txt", "a", "0.998"], ["in/0.txt", "b", "0.8"], ["in/0.txt", "c", "0.998"],
                              ["in/0.txt", "d", "0.89"], ["in/1.txt", "a", "0.998"]]
        measurement.write(1)
        measurement.run()
        counts = [row[1:] for row in rows_of(section(measurement.page(), "Digits"))]
        self.assertEqual(counts, [["4", "100.00 %"], ["2", "50.00 %"], ["2", "50.00 %"], ["3", "75.00 %"]])

    def test_what_is_not_complete_makes_no_page(self):
        self.assertEqual(self.measurement.run()[0], 2)  # no rounds
        self.measurement.missing = ["a.txt"]
        self.measurement.write(1)
        self.assertEqual(self.measurement.run()[0], 2)
        self.measurement.missing = []
        self.measurement.of("box", "none")["dialect"] = "boxes"
        self.measurement.strata = [each for each in self.measurement.strata if each["dialect"] != "glued"]
        self.measurement.write(1)
        status, said = self.measurement.run()
        self.assertEqual(status, 2)
        self.assertIn("boxes, glued", said)
        self.assertEqual(list(self.measurement.docs.iterdir()), [])

    def test_no_share_looks_better_than_it_is(self):
        self.assertEqual(page.shown(page.Fraction(99_999, 100_000)), "99.99 %")
        self.assertEqual(page.shown(page.Fraction(1, 100_000), up=True), "0.01 %")
        self.assertEqual(page.shown(None), "—")

    def test_the_diagram_has_a_circle_a_bin(self):
        each = self.measurement.of("box", "mixed")
        each["calibration"].append({"from": 0.9, "to": 0.95, "numbers": 10, "right": 9, "mean_confidence": 0.93})
        self.measurement.write(1)
        self.measurement.run()
        diagram = ElementTree.parse(self.measurement.docs / "accuracy.svg")
        circles = diagram.findall(".//{http://www.w3.org/2000/svg}circle")
        self.assertEqual([circle.get("fill") for circle in circles], ["#000", "#fff"])  # one wrong, none wrong
        self.assertEqual(len(rows_of(section(self.measurement.page(), "Calibration"))), 2)


class DocsTest(unittest.TestCase):
    """The page in docs/ was made by the script as it is."""

    def setUp(self):
        self.text = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")

    def test_the_bars_are_those_of_the_script(self):
        rows = rows_of(section(self.text, "Bars"))
        self.assertEqual([row[:3] for row in rows], [[*bar.names, bar.demand()] for bar in page.BARS])
        met = sum(row[-1] == page.MET for row in rows)
        self.assertEqual(met + sum(row[-1] == page.NOT_MET for row in rows), len(rows))
        self.assertIn(f"{met} of {len(rows)} are met.", self.text)
        for name, _, demand, measured, _, verdict in rows:
            sign, bound = demand.split()[:2]
            value, bound = float(measured.split()[0]), float(bound)
            met = verdict == page.MET
            self.assertTrue(value == bound or met == (value > bound if sign == "≥" else value < bound), name)

    def test_enough_was_measured(self):
        self.assertGreaterEqual(int(re.search(r"^([\d,]+) reports:", self.text, re.MULTILINE)[1].replace(",", "")), 10_000)

    def test_the_diagram_is_there(self):
        ElementTree.parse(ROOT / "docs" / "accuracy.svg")


@unittest.skipIf(GENERATOR is None, "no nianbao_generate named")
class GeneratorTest(unittest.TestCase):
    def test_every_shape_and_damage_is_described(self):
        listed = subprocess.run([GENERATOR, "--list"], capture_output=True, text=True, check=True).stdout.split("\n")
        for kind, known in (("dialect", page.SHAPES), ("damage", page.DAMAGES)):
            ids = [line.removeprefix(f"{kind} ") for line in listed if line.startswith(f"{kind} ")]
            self.assertEqual(sorted(ids), sorted(known))


if __name__ == "__main__":
    unittest.main()
