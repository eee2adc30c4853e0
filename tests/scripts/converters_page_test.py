#!/usr/bin/python3
"""The page of scripts/converters, from small measurements made by hand, and docs/converters.md as it stands."""

import contextlib
import importlib.machinery
import importlib.util
import io
import json
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))


def load(name, file):
    loader = importlib.machinery.SourceFileLoader(name, str(ROOT / "scripts" / file))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


page = load("converters_page", "converters_page")
programs = load("converters_run", "converters_run.py")


def write_measurement(folder, name, wrong):
    stratum = {"by": "all", "documents": 4, "cells": 100, "exact": 90, "values": 50, "right": 40, "wrong": wrong,
               "calibration": []}
    (folder / "scores").mkdir(parents=True)
    (folder / "about.json").write_text(json.dumps({"name": name, "source": "html", "package": "p", "version": "1"}))
    (folder / "scores" / "accuracy.json").write_text(json.dumps({"sure": 0.9, "missing": [], "strata": [stratum]}))


class PageTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_page(self):
        """Exit code, what was said, and the page."""
        said = io.StringIO()
        target = self.folder / "page.md"
        arguments = ["converters_page", str(self.folder / "measured"), str(target)]
        with mock.patch.object(sys, "argv", arguments), contextlib.redirect_stdout(said), \
                contextlib.redirect_stderr(said):
            status = page.main()
        return status, said.getvalue(), target.read_text(encoding="utf-8") if target.exists() else ""

    def test_a_program_without_wrong_numbers_is_told(self):
        write_measurement(self.folder / "measured" / "00", "w3m", 0)
        status, said, text = self.run_page()
        self.assertEqual((status, said), (0, "no number is wrong\n"))
        self.assertIn("| w3m | 1 | 90.00 % | 80.00 % | 0 of 40 |", text)
        self.assertIn("Each was given 4 reports", text)

    def test_a_wrong_number_is_told(self):
        write_measurement(self.folder / "measured" / "00", "w3m", 0)
        write_measurement(self.folder / "measured" / "01", "lynx", 2)
        status, said, text = self.run_page()
        self.assertEqual((status, said), (1, "wrong numbers:\nlynx (html): 2\n"))
        self.assertIn("| lynx | 1 | 90.00 % | 80.00 % | 2 of 42 |", text)

    def test_what_was_not_measured_is_told(self):
        write_measurement(self.folder / "measured" / "00", "w3m", 0)
        (self.folder / "measured" / "00" / "scores" / "accuracy.json").unlink()
        self.assertEqual(self.run_page()[0], 2)

    def test_the_page_as_it_stands_has_every_program(self):
        text = (ROOT / "docs" / "converters.md").read_text(encoding="utf-8")
        for converter in programs.CONVERTERS:
            self.assertIn(f"| {converter.name} | ", text)
        self.assertEqual(text.count("| 0 of "), len(programs.CONVERTERS))


if __name__ == "__main__":
    unittest.main()
