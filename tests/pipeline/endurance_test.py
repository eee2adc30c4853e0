#!/usr/bin/python3
"""Whole archives, unattended: a run that is killed again and again ends as one that nobody disturbed.

Usage: endurance_test.py NIANBAO NIANBAO_GENERATE [--reports N] [--broken N] [--kills N] [--seed S]

Makes an archive of every kind (folders, zip, tar, tar.gz, tar.xz, tar.bz2, tar.zst, 7z, containers inside containers,
WARC, lists) out of generated reports and of broken and hostile files, reads it once in peace, and once killing
at random moments a process that reads, the program, or asking it to stop as Ctrl-C does. The outputs must be the same
bytes, and every input must have its row."""
import argparse
import csv
import gzip
import hashlib
import io
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile

CAPTURED = "2024-03-04T05:06:07Z"


def broken_files(reports, count, random_source):
    """Files that are no report, or one that something happened to; a good part of them under names that lie."""
    makers = [
        lambda data: b"",
        lambda data: data[:random_source.randrange(1, max(2, len(data)))],
        lambda data: bytes(random_source.randrange(256) for _ in range(2000)),
        lambda data: b"PK\x03\x04" + data[:500],
        lambda data: b"%PDF-1.7\n" + data[:500],
        lambda data: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000),
        lambda data: b"{\\rtf1 " + data[:300] + b"}",
        lambda data: b"<html>" + b"<div>" * 3000 + b"deep",
        lambda data: b"\x1f\x8b\x08\x00" + data[:300],
        lambda data: b"7z\xbc\xaf\x27\x1c" + data[:300],
        lambda data: bytes(damaged(data, random_source)),
        lambda data: "会议通知：请各单位按时报送材料。".encode("gb18030"),
    ]
    names = [".docx", ".html", ".txt", ".doc", ".zip", ".mht", ""]
    for number in range(count):
        data = random_source.choice(reports).read_bytes()
        yield f"broken-{number}{random_source.choice(names)}", makers[number % len(makers)](data)


def damaged(data, random_source):
    data = bytearray(data)
    for _ in range(20):
        data[random_source.randrange(len(data))] = random_source.randrange(256)
    return data


def zip_of(files, bomb=False):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
        if bomb:
            archive.writestr("bomb.html", b"<p>" + b"0" * (80 << 20))
    return buffer.getvalue()


def tar_of(files, mode):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for name, data in files:
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return buffer.getvalue()


def packed(files, folder, name, *options):
    """By bsdtar, for what Python cannot write."""
    work = folder / "work"
    for member, data in files:
        path = work / member
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    target = folder / name
    subprocess.run(["bsdtar", "-c", *options, "-f", str(target), "-C", str(work), *sorted(os.listdir(work))], check=True)
    data = target.read_bytes()
    shutil.rmtree(work)
    target.unlink()
    return data


def warc_of(files, compressed):
    """Responses, each behind its request as crawlers write them."""
    out = bytearray()

    def record(kind, uri, payload, content_type):
        head = (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: {CAPTURED}\r\n"
                f"WARC-Record-ID: <urn:uuid:{hashlib.sha256(payload + uri.encode()).hexdigest()[:32]}>\r\n"
                f"Content-Type: {content_type}\r\nContent-Length: {len(payload)}\r\n\r\n").encode()
        data = head + payload + b"\r\n\r\n"
        out.extend(gzip.compress(data, mtime=0) if compressed else data)

    for name, data in files:
        uri = f"http://www.example.gov.cn/{name}"
        record("request", uri, f"GET /{name} HTTP/1.1\r\nHost: www.example.gov.cn\r\n\r\n".encode(),
               "application/http;msgtype=request")
        record("response", uri, f"HTTP/1.1 200 OK\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data,
               "application/http;msgtype=response")
    return bytes(out)


class Archive:
    """The files of an archive and the paths that must have a row."""

    def __init__(self, folder):
        self.folder = folder
        self.expected = set()

    def add(self, name, data):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self.expected.add(str(path))

    def add_container(self, name, files, data):
        self.add(name, data)
        self.expected.update(f"{self.folder / name}!/{member}" for member, _ in files)


def build(folder, reports, broken, random_source):
    archive = Archive(folder)
    files = [(path.name, path.read_bytes()) for path in reports] + broken
    random_source.shuffle(files)
    shares = [files[start::12] for start in range(12)]
    for name, data in shares[0]:
        archive.add(f"folder/{len(name) % 7}/{name}", data)
    plain = [file for file in shares[1] if file[1]]
    archive.add_container("a.zip", shares[1], zip_of(shares[1]))
    archive.add_container("b.tar", shares[2], tar_of(shares[2], "w:"))
    archive.add_container("c.tar.gz", shares[3], tar_of(shares[3], "w:gz"))
    archive.add_container("d.tar.xz", shares[4], tar_of(shares[4], "w:xz"))
    archive.add_container("e.tar.bz2", shares[5], tar_of(shares[5], "w:bz2"))
    archive.add_container("f.tar.zst", shares[6], packed(shares[6], folder, "t", "--zstd"))
    archive.add_container("g.7z", shares[7], packed(shares[7], folder, "t", "--format=7zip"))
    inner = zip_of(shares[8])
    archive.add_container("h.tar.gz", [("inner.zip", inner)] + [("inner.zip!/" + name, 0) for name, _ in shares[8]],
                          tar_of([("inner.zip", inner)], "w:gz"))
    archive.add_container("i.warc.gz", [("http://www.example.gov.cn/" + name, 0) for name, _ in shares[9]],
                          warc_of(shares[9], True))
    archive.add_container("j.warc", [("http://www.example.gov.cn/" + name, 0) for name, _ in shares[10]],
                          warc_of(shares[10], False))
    for name, data in shares[11]:
        archive.add(f"listed/{name}", data)
    for name, data in plain[:20]:  # the same bytes under other paths
        archive.add(f"again/{name}", data)
    archive.add_container("bomb.zip", [("bomb.html", 0)], zip_of([], bomb=True))
    cut = tar_of(shares[3], "w:gz")
    archive.add("cut.tar.gz", cut[:len(cut) // 2])
    return archive


class Program:
    def __init__(self, program, archive, out):
        listed = archive.folder.parent / "list"
        listed.write_bytes(b"\0".join(os.fsencode(path) for path in sorted((archive.folder / "listed").iterdir())))
        inputs = sorted(path for path in archive.folder.iterdir() if path.name != "listed")
        self.command = [program, "extract", *map(str, inputs), "--from", str(listed), "--out", str(out), "--jobs", "3"]

    def start(self):
        return subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def run(self, *more):
        done = subprocess.run([*self.command, *more], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode not in (0, 1):
            sys.exit(f"exit code {done.returncode}: {done.stdout.decode()}")
        return done


def children(pid):
    try:
        return [int(child) for child in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def disturb(program, kills, longest, random_source):
    """Starts the program `kills` times and does something to it each time, at a random moment."""
    told = {}
    for number in range(kills):
        process = program.start()
        time.sleep(random_source.uniform(0.02, longest))
        what = ("child", "parent", "interrupt")[number % 3]
        if what == "child":
            for _ in range(5):
                if found := children(process.pid):
                    try:
                        os.kill(random_source.choice(found), signal.SIGKILL)
                    except ProcessLookupError:
                        pass
                time.sleep(random_source.uniform(0.02, longest / 5))
            process.send_signal(signal.SIGKILL)
        else:
            process.send_signal(signal.SIGKILL if what == "parent" else signal.SIGINT)
        output = process.communicate(timeout=120)[0].decode()
        told[what, process.returncode] = told.get((what, process.returncode), 0) + 1
        if what == "interrupt" and process.returncode not in (0, 1, 130, -signal.SIGINT):
            sys.exit(f"Ctrl-C: exit code {process.returncode}: {output}")
    return told


def outputs(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*"))
            if path.is_file() and not path.name.startswith("nianbao.sqlite")}


def check_rows(out, archive):
    with open(out / "documents.csv", encoding="utf-8", newline="") as file:
        rows = {row["path"]: row for row in csv.DictReader(file)}
    missing = archive.expected - rows.keys()
    if missing:
        sys.exit(f"{len(missing)} inputs have no row: {sorted(missing)[:5]}")
    worst = [path for path, row in rows.items() if row["error_code"] in ("crashed", "timed_out", "out_of_memory")]
    if worst:
        sys.exit(f"{len(worst)} inputs crashed, hung or ate memory: {worst[:5]}")
    return rows


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("nianbao")
    arguments.add_argument("generate")
    arguments.add_argument("--reports", type=int, default=2000)
    arguments.add_argument("--broken", type=int, default=200)
    arguments.add_argument("--kills", type=int, default=20)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    random_source = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="nianbao-endurance-") as scratch:
        scratch = pathlib.Path(scratch)
        subprocess.run([options.generate, "--out", str(scratch / "made"), "--reports", str(options.reports), "--seed",
                        str(options.seed)], check=True, stdout=subprocess.DEVNULL)
        reports = sorted((scratch / "made/reports").iterdir())
        archive = build(scratch / "archive", reports, list(broken_files(reports, options.broken, random_source)),
                        random_source)
        began = time.monotonic()
        Program(options.nianbao, archive, scratch / "calm").run()
        taken = time.monotonic() - began
        rows = check_rows(scratch / "calm", archive)
        disturbed = Program(options.nianbao, archive, scratch / "disturbed")
        told = disturb(disturbed, options.kills, max(0.3, taken / options.kills * 2), random_source)
        disturbed.run()
        check_rows(scratch / "disturbed", archive)
        calm, other = outputs(scratch / "calm"), outputs(scratch / "disturbed")
        different = sorted(name for name in calm.keys() | other.keys() if calm.get(name) != other.get(name))
        if different:
            keep = pathlib.Path(tempfile.mkdtemp(prefix="nianbao-endurance-failed-"))
            shutil.copytree(scratch / "calm", keep / "calm")
            shutil.copytree(scratch / "disturbed", keep / "disturbed")
            sys.exit(f"the outputs differ: {different}; see {keep}")
        ends = ", ".join(f"{what} {code}: {number}" for (what, code), number in sorted(told.items(), key=str))
        print(f"{len(rows)} inputs, {len(calm)} files the same after {options.kills} disturbances ({ends}); "
              f"undisturbed {taken:.1f} s")


if __name__ == "__main__":
    main()
