#!/usr/bin/python3
"""Opens report.html in headless Chromium, as a person does: it must load nothing, complain of nothing, say what the
tables say, and have every place it links to.

Usage: quality_browser_test.py NIANBAO NIANBAO_GENERATE [--keep FOLDER]

Exit code 77: there is no Chromium. With --keep the run and the screenshots are left in FOLDER.
"""
import argparse
import collections
import csv
import html.parser
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import http.server
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class Dom(html.parser.HTMLParser):
    """Addresses, links, figures by the id around them, and the rows of tables by their keys."""

    def __init__(self):
        super().__init__()
        self.ids, self.links, self.scripts = set(), [], 0
        self.figures = collections.defaultdict(list)
        self.tables = collections.defaultdict(dict)
        self.open_ids = []
        self.table = self.key = None

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if "id" in values:
            assert values["id"] not in self.ids, f"two elements have the id {values['id']}"
            self.ids.add(values["id"])
            self.last_id = values["id"]
        if tag == "script":
            self.scripts += 1
        if "href" in values:
            self.links.append(values["href"])
        if tag == "table":
            self.table = values.get("id")
        if tag == "tr":
            self.key = values.get("data-key")
        if tag == "data":
            if self.table and self.key is not None:
                self.tables[self.table].setdefault(self.key, []).append(values["value"])
            self.figures[self.last_id].append(values["value"])

    def handle_endtag(self, tag):
        if tag == "table":
            self.table = self.key = None


def browser(page, *options):
    """What Chromium prints for a page, and what it complained of."""
    with tempfile.TemporaryDirectory() as profile:
        ended = subprocess.run(
            [PROGRAM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
             f"--user-data-dir={profile}", "--enable-logging=stderr", "--v=0", *options, page],
            capture_output=True, text=True, timeout=120, check=True)
    return ended.stdout, [line for line in ended.stderr.splitlines() if "CONSOLE" in line]


def make_inputs(folder, generate):
    """Reports of several years, the corpus with its broken sums, files that are no report, a copy, hostile names."""
    made = folder / "made"
    subprocess.run([generate, "--out", made, "--reports", "150", "--seed", "1"], check=True, capture_output=True)
    inputs = folder / "in"
    inputs.mkdir()
    shutil.move(made / "reports", inputs / "generated")
    for source in sorted((ROOT / "corpus/reports").glob("*/source.*")):
        shutil.copy(source, inputs / f"{source.parent.name}{source.suffix}")
    text = (ROOT / "corpus/reports/text-pipes/source.txt").read_bytes()
    (inputs / "copy.txt").write_bytes(text)
    (inputs / "empty.html").write_bytes(b"")
    (inputs / "broken.docx").write_bytes(b"PK\x03\x04broken")
    (inputs / "<img src=x onerror=alert(1)>.txt").write_bytes(text.replace(b"2", b"5"))
    (inputs / "javascript:alert(1).txt").write_bytes(text.replace(b"3", b"4"))
    return inputs


def rows(path):
    csv.field_size_limit(1 << 30)
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def compare_figures(dom, out):
    """The figures of the page are those of the tables of the same run."""
    documents = list(rows(out / "documents.csv"))
    reports = [row for row in documents if row["outcome"] == "report"]
    outcomes = collections.Counter(row["outcome"] for row in documents)
    for outcome, count in outcomes.items():
        check(dom.tables["outcomes"][outcome][0], count, f"outcome {outcome}")
    check(dom.figures["tile-inputs"][0], len(documents), "inputs")
    check(dom.figures["tile-reports"][0], len(reports), "reports")
    for column, table in (("format", "formats"), ("charset", "charsets")):
        for name, count in collections.Counter(row[column] for row in documents if row[column]).items():
            check(dom.tables[table][name][0], count, f"{column} {name}")
    for outcome, table in (("failed", "failures"), ("not_a_report", "refusals")):
        counts = collections.Counter(row["error_code"] for row in documents if row["outcome"] == outcome)
        for code, count in counts.items():
            check(dom.tables[table][code][0], count, f"error code {code}")
    for state in ("number", "blank", "dash", "none_word", "text", "unreadable", "absent"):
        check(dom.tables["states"][state][0], sum(int(row[f"cells_{state}"]) for row in documents), f"state {state}")

    years = collections.Counter(row["report_year"] or "0" for row in rows(out / "reports.csv"))
    check(len(dom.tables["years"]), len(years), "number of years")
    for year, count in years.items():
        *parts, total = dom.tables["years"][year]
        check(total, count, f"reports of {year}")
        check(sum(map(int, parts)), count, f"templates of {year}")
    compare_findings(dom, out)
    compare_confidence(dom, out)


def compare_findings(dom, out):
    verdicts, blames, known = collections.Counter(), collections.Counter(), {}
    for row in rows(out / "findings.csv"):
        verdicts[row["identity"], row["verdict"]] += 1
        blames[row["identity"], row["blame"]] += 1
        known[f"{row['document_id']}:{row['order']}"] = row
    for identity in {identity for identity, _ in verdicts}:
        failed = verdicts[identity, "fail"] + verdicts[identity, "fail_blank_total"]
        expected = [verdicts[identity, "pass"], verdicts[identity, "pass_if_blank_zero"], verdicts[identity, "unknown"],
                    failed, blames[identity, "source"], blames[identity, "reading"]]
        check([int(value) for value in dom.tables["identities"][identity]], expected, f"identity {identity}")
    cases = dom.tables["cases"]
    assert 5 <= len(cases) <= 30, f"{len(cases)} cases"
    for key, figures in cases.items():
        row = known[key]
        assert row["blame"] == "source", key
        check(figures[:3], [row["left"], row["right"], row["difference"]], f"case {key}")


def compare_confidence(dom, out):
    weighed = [row for row in rows(out / "cells.csv")
               if row["confidence"] and row["field"] and row["state"] != "unreadable"]
    check(sum(int(row[0]) for row in dom.tables["confidence"].values()), len(weighed), "cells with a confidence")
    certain = sum(int(dom.tables["confidence"][bound][0]) for bound in ("0.9999", "0.999", "0.99"))
    check(certain, sum(float(row["confidence"]) >= 0.99 for row in weighed), "cells of 0.99 and more")


def check(found, expected, what):
    assert str(found) == str(expected), f"{what}: the page says {found}, the tables {expected}"


def compare_links(dom, page):
    """Every place linked to is there, in the page or on the disk."""
    for link in dom.links:
        address = urllib.parse.urlsplit(urllib.parse.urljoin(page.as_uri(), link))
        if link.startswith("#"):
            assert link[1:] in dom.ids, f"no {link}"
        elif address.scheme == "file":
            assert pathlib.Path(urllib.parse.unquote(address.path)).exists(), f"no file {link}"
        else:
            assert address.scheme in ("http", "https"), link
    assert sum(link.startswith("#case-") for link in dom.links) > 5
    assert sum(not link.startswith("#") for link in dom.links) > 5


def requests_of(page):
    """What a browser asks a server for that has the page: nothing else must be asked for."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200 if self.path == "/report.html" else 404)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            if self.path == "/report.html":
                self.wfile.write(page.read_bytes())

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    browser(f"http://127.0.0.1:{server.server_port}/report.html", "--dump-dom")
    server.shutdown()
    return [path for path in asked if path != "/favicon.ico"]  # which browsers ask for unasked


def size_of(png):
    """Width, height and bytes of a picture."""
    data = png.read_bytes()
    assert data.startswith(b"\x89PNG"), png
    width, height = struct.unpack(">II", data[16:24])
    return width, height, len(data)


def main(folder, nianbao, generate):
    inputs = make_inputs(folder, generate)
    ended = subprocess.run([nianbao, "extract", inputs, "--out", folder / "out", "--quiet", "--format", "csv,report"],
                           check=False)
    assert ended.returncode == 1, "the broken files are told by the exit code"
    page = folder / "out/report.html"

    source = page.read_text(encoding="utf-8")
    written, complaints = browser(page.as_uri(), "--dump-dom")
    assert not complaints, "\n".join(complaints)
    dom = Dom()
    dom.feed(written)
    assert dom.scripts == 0 and "onerror=alert(1)>" not in written
    compare_figures(dom, folder / "out")
    compare_links(dom, page)
    check(requests_of(page), ["/report.html"], "requests")

    for name, options in {"light": ("--window-size=1200,2000",),
                          "dark": ("--window-size=1200,2000", "--blink-settings=preferredColorScheme=0"),
                          "narrow": ("--window-size=500,2000",)}.items():
        picture = folder / f"{name}.png"
        _, complaints = browser(page.as_uri(), f"--screenshot={picture}", *options)
        assert not complaints, "\n".join(complaints)
        width, height, size = size_of(picture)
        assert height == 2000 and width in (500, 1200) and size > 50_000, f"{picture}: nothing to see"
    print(f"{len(source)} bytes, {len(dom.links)} links, {len(dom.tables['cases'])} cases; as the tables say")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("nianbao")
    parser.add_argument("generate")
    parser.add_argument("--keep", type=pathlib.Path)
    arguments = parser.parse_args()
    PROGRAM = next(filter(None, map(shutil.which, BROWSERS)), None)
    if PROGRAM is None:
        print("skipped: no Chromium (scripts/setup --test installs it)")
        sys.exit(77)
    if arguments.keep:
        arguments.keep.mkdir(parents=True)
        main(arguments.keep, arguments.nianbao, arguments.generate)
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(pathlib.Path(temporary), arguments.nianbao, arguments.generate)
