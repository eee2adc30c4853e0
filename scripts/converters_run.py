"""The programs that make text of documents, and what each makes of a folder of generated reports.

Usage: converters_run.py GENERATED MEASURED, where GENERATED holds html/, docx/ (reports/ and truth/ of each) and pdf/.
"""

import concurrent.futures
import importlib.metadata
import json
import os
import pathlib
import subprocess
import sys
from typing import Callable, NamedTuple


class Converter(NamedTuple):
    name: str
    source: str  # html, docx or pdf
    package: str  # of Debian, or of PyPI where a function converts
    convert: list[str] | Callable[[str], str]  # {} is the document; the text comes out of standard output

    def version(self):
        if callable(self.convert):
            return importlib.metadata.version(self.package)
        query = ["dpkg-query", "-W", "-f", "${Version}", self.package]
        return subprocess.run(query, capture_output=True, text=True, check=True).stdout

    def text_of(self, path):
        if callable(self.convert):
            return self.convert(str(path))
        command = [str(path) if word == "{}" else word for word in self.convert]
        done = subprocess.run(command, capture_output=True, check=True, env=os.environ | {"LC_ALL": "C.UTF-8"})
        return done.stdout.decode("utf-8", "replace")


def source_of(path):
    return pathlib.Path(path).read_text(encoding="utf-8")


def with_beautiful_soup(separator, strip):
    def convert(path):
        from bs4 import BeautifulSoup
        return BeautifulSoup(source_of(path), "lxml").get_text(separator, strip=strip)
    return convert


def with_markdownify(path):
    from markdownify import markdownify
    return markdownify(source_of(path))


def with_html2text(path):
    from html2text import HTML2Text
    converter = HTML2Text()
    converter.body_width = 0
    return converter.handle(source_of(path))


def with_inscriptis(path):
    from inscriptis import get_text
    return get_text(source_of(path))


def with_trafilatura(path):
    from trafilatura import extract
    return extract(source_of(path), include_tables=True, favor_recall=True) or ""


def with_markitdown(path):
    from markitdown import MarkItDown
    return MarkItDown().convert(path).text_content


def with_docx2python(path):
    from docx2python import docx2python
    with docx2python(path) as document:
        return document.text


def with_python_docx(path):
    import docx
    lines = []
    for block in docx.Document(path).iter_inner_content():
        if isinstance(block, docx.table.Table):
            lines += ["\t".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(lines)


def with_pdfminer(path):
    from pdfminer.high_level import extract_text
    return extract_text(path)


def with_pdfplumber(layout):
    def convert(path):
        import pdfplumber
        with pdfplumber.open(path) as document:
            return "\f".join(page.extract_text(layout=layout) + "\n" for page in document.pages)
    return convert


OFFICE_TEXT = "txt:Text (encoded):UTF8"

CONVERTERS = [
    Converter("w3m -dump -cols 120", "html", "w3m", ["w3m", "-dump", "-cols", "120", "-O", "utf-8", "{}"]),
    Converter("w3m -dump", "html", "w3m", ["w3m", "-dump", "-O", "utf-8", "{}"]),
    Converter("lynx -dump", "html", "lynx", ["lynx", "-dump", "-width=120", "-display_charset=utf-8", "{}"]),
    Converter("elinks -dump", "html", "elinks", ["elinks", "-dump", "-dump-charset", "utf-8", "{}"]),
    Converter("html2text", "html", "html2text", ["/usr/bin/html2text", "-utf8", "-width", "120", "{}"]),
    Converter("pandoc, plain", "html", "pandoc", ["pandoc", "-f", "html", "-t", "plain", "{}"]),
    Converter("pandoc, Markdown", "html", "pandoc", ["pandoc", "-f", "html", "-t", "markdown", "{}"]),
    Converter("pandoc, GitHub Markdown", "html", "pandoc", ["pandoc", "-f", "html", "-t", "gfm", "{}"]),
    Converter("html2text (Python)", "html", "html2text", with_html2text),
    Converter("markdownify", "html", "markdownify", with_markdownify),
    Converter("markitdown", "html", "markitdown", with_markitdown),
    Converter("trafilatura", "html", "trafilatura", with_trafilatura),
    Converter("inscriptis", "html", "inscriptis", with_inscriptis),
    Converter("BeautifulSoup, get_text('\\n')", "html", "beautifulsoup4", with_beautiful_soup("\n", True)),
    Converter("BeautifulSoup, get_text(' ')", "html", "beautifulsoup4", with_beautiful_soup(" ", True)),
    Converter("BeautifulSoup, get_text()", "html", "beautifulsoup4", with_beautiful_soup("", False)),
    Converter("pandoc, plain", "docx", "pandoc", ["pandoc", "-t", "plain", "{}"]),
    Converter("pandoc, Markdown", "docx", "pandoc", ["pandoc", "-t", "markdown", "{}"]),
    Converter("pandoc, GitHub Markdown", "docx", "pandoc", ["pandoc", "-t", "gfm", "{}"]),
    Converter("docx2txt", "docx", "docx2txt", ["docx2txt", "{}", "-"]),
    Converter("docx2python", "docx", "docx2python", with_docx2python),
    Converter("python-docx, cells between tabs", "docx", "python-docx", with_python_docx),
    Converter("markitdown", "docx", "markitdown", with_markitdown),
    Converter("LibreOffice, text", "txt", "libreoffice-writer-nogui", ["cat", "{}"]),
    Converter("pdftotext -layout", "pdf", "poppler-utils", ["pdftotext", "-layout", "{}", "-"]),
    Converter("pdftotext", "pdf", "poppler-utils", ["pdftotext", "{}", "-"]),
    Converter("pdftotext -raw", "pdf", "poppler-utils", ["pdftotext", "-raw", "{}", "-"]),
    Converter("mutool", "pdf", "mupdf-tools", ["mutool", "draw", "-q", "-F", "txt", "{}"]),
    Converter("pdfminer.six", "pdf", "pdfminer.six", with_pdfminer),
    Converter("pdfplumber", "pdf", "pdfplumber", with_pdfplumber(False)),
    Converter("pdfplumber, layout", "pdf", "pdfplumber", with_pdfplumber(True)),
]

# LibreOffice prints the Word documents and makes text of them before the others come.
PRINTED = {"pdf": ("docx", "pdf"), "txt": ("docx", OFFICE_TEXT)}


def print_documents(generated):
    for folder, (source, form) in PRINTED.items():
        documents = sorted((generated / source / "reports").iterdir())
        subprocess.run(["soffice", "--headless", "--convert-to", form, "--outdir", generated / folder, *documents],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def documents_of(generated, source):
    return sorted((generated / source).iterdir() if source in PRINTED else (generated / source / "reports").iterdir())


def write_truth(generated, source, folder):
    """The truth of the reports, by the name of their text."""
    source = PRINTED.get(source, (source,))[0]
    folder.mkdir(parents=True)
    for path in (generated / source / "truth").iterdir():
        (folder / path.name).write_text(source_of(path).replace(f".{source},", ".txt,"), encoding="utf-8")


def run(at, generated, measured):
    converter = CONVERTERS[at]
    folder = measured / f"{at:02}"
    write_truth(generated, converter.source, folder / "truth")
    (folder / "reports").mkdir()
    for path in documents_of(generated, converter.source):
        (folder / "reports" / f"{path.stem}.txt").write_text(converter.text_of(path), encoding="utf-8")
    about = {"name": converter.name, "source": converter.source, "package": converter.package,
             "version": converter.version()}
    (folder / "about.json").write_text(json.dumps(about), encoding="utf-8")


def main():
    generated, measured = map(pathlib.Path, sys.argv[1:])
    print_documents(generated)
    with concurrent.futures.ProcessPoolExecutor() as pool:
        for done in [pool.submit(run, at, generated, measured) for at in range(len(CONVERTERS))]:
            done.result()


if __name__ == "__main__":
    main()
