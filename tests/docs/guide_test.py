#!/usr/bin/python3
"""The worked example of the guide runs as it is printed, in both languages: its code is taken from the pages and run on
the reports of the corpus. Usage: guide_test.py NIANBAO. Exit code 77 where there is no pandas or matplotlib."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def blocks(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.M | re.S)


def run(command, folder):
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if ended.returncode:
        sys.exit(f"{command}: exit code {ended.returncode}\n{ended.stdout}{ended.stderr}")
    return ended.stdout


def check_shell(page, program, folder):
    for block in blocks(page, "sh"):
        for line in block.replace("\n  ", " ").splitlines():
            if line.startswith("sqlite3 ") and not shutil.which("sqlite3"):
                continue
            run(["sh", "-c", line.replace("nianbao ", f"'{program}' ", 1)], folder)


def check_python(page, folder):
    printed = run([sys.executable, "-B", "-c", "\n".join(blocks(page, "python"))], folder)
    if not re.search(r"^2023 +\d+", printed, re.M):
        sys.exit(f"{page.name}: no row of a year is printed:\n{printed}")
    if (folder / "out/requests.png").stat().st_size < 5000:
        sys.exit(f"{page.name}: the chart is empty")


def check_r(page, folder):
    if not shutil.which("Rscript"):
        print("R: skipped, there is no Rscript")
        return
    run(["Rscript", "-e", "\n".join(blocks(page, "r"))], folder)
    if (folder / "out/requests_r.png").stat().st_size < 2000:
        sys.exit(f"{page.name}: the chart of R is empty")


def main():
    try:
        import matplotlib  # noqa: F401
        import pandas  # noqa: F401
    except ImportError as error:
        print(f"skipped: {error}")
        sys.exit(77)
    pages = [ROOT / "docs/guide.md", ROOT / "docs/guide.zh-CN.md"]
    for language in ("sh", "python", "r"):
        if blocks(pages[0], language) != blocks(pages[1], language):
            sys.exit(f"the two guides differ in their {language} code")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        shutil.copytree(ROOT / "corpus/reports", folder / "reports")
        check_shell(pages[0], sys.argv[1], folder)
        check_python(pages[0], folder)
        check_r(pages[0], folder)


if __name__ == "__main__":
    main()
