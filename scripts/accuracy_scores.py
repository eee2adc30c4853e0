"""What scripts/accuracy measured, read from the files of `nianbao evaluate` and `nianbao extract` and added up."""

import collections
import csv
import json
import math
from decimal import Decimal
from fractions import Fraction

DIMENSIONS = ("template", "format", "dialect", "damage")


class Incomplete(Exception):
    pass


def ratio(part, whole):
    return Fraction(part) / whole if whole else None


def shown(share, factor=100, unit=" %", up=False):
    """Two places, rounded so that it looks no better than it is."""
    if share is None:
        return "—"
    scaled = share * factor * 100
    hundredths = math.ceil(scaled) if up else math.floor(scaled)
    return f"{hundredths // 100:,}.{hundredths % 100:02}{unit}"


class Tally:
    """What was counted of some documents."""

    def __init__(self):
        self.counts = collections.Counter()
        self.bins = {}  # by where they begin: (end, numbers, right, sum of confidences)

    def add_stratum(self, stratum):
        self.counts.update({name: value for name, value in stratum.items() if isinstance(value, int)})
        for each in stratum["calibration"]:
            self.add_bin(each["from"], each["to"], each["numbers"], each["right"],
                         each["mean_confidence"] * each["numbers"])

    def add_bin(self, begin, end, *sums):
        known = self.bins.get(begin, (end, 0, 0, 0))
        self.bins[begin] = (end, *(old + new for old, new in zip(known[1:], sums)))

    def add(self, other):
        self.counts.update(other.counts)
        for begin, each in other.bins.items():
            self.add_bin(begin, *each)

    def __getitem__(self, name):
        return self.counts[name]

    def read(self):
        return self["right"] + self["wrong"]

    def accuracy(self):
        return ratio(self["exact"], self["cells"])

    def coverage(self):
        return ratio(self["right"], self["values"])

    def sections(self):
        return ratio(self["sections_found"], self["sections"])

    def silent(self):
        return ratio(self["silent"], self.read())

    def calibration(self):
        distance = sum(abs(confidence - right) for _, _, right, confidence in self.bins.values())
        return ratio(distance, self.read())


class Digits:
    """Wrong numbers of reports whose digits were changed, and how many of them something points at."""

    def __init__(self):
        self.wrong = self.unsure = self.failed = self.caught = 0

    def add(self, folder, sure):
        damage_of = {row["path"]: row["damage"] for row in rows_of(folder / "truth" / "documents.csv")}
        fields = {(row["path"], field) for row in rows_of(folder / "out" / "findings.csv")
                  if row["verdict"] == "fail" and row["soft"] == "false" for field in row["fields"].split()}
        for row in rows_of(folder / "scores" / "errors.csv"):
            if damage_of[row["path"].rsplit("/", 1)[-1]] != "digits":
                continue
            unsure, failed = Decimal(row["confidence"]) < sure, (row["path"], row["field"]) in fields
            self.wrong += 1
            self.unsure += unsure
            self.failed += failed
            self.caught += unsure or failed


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def scores_of(folder):
    scores = json.loads((folder / "scores" / "accuracy.json").read_text(encoding="utf-8"), parse_float=Decimal)
    if scores["missing"]:
        raise Incomplete(f"{folder}: {len(scores['missing'])} documents are not in the result")
    return scores


class Measured:
    """All rounds and the corpus."""

    def __init__(self, folder):
        self.seeds = sorted(int(path.name.removeprefix("seed-")) for path in folder.glob("seed-*"))
        if not self.seeds:
            raise Incomplete(f"{folder}: there are no rounds")
        self.tallies = collections.defaultdict(Tally)  # by the value of each dimension
        self.digits = Digits()
        for seed in self.seeds:
            self.add_round(folder / f"seed-{seed}")
        self.corpus = scores_of(folder / "corpus")["strata"]

    def add_round(self, folder):
        scores = scores_of(folder)
        self.sure = scores["sure"]
        for stratum in scores["strata"]:
            if stratum["by"] == "+".join(DIMENSIONS):
                self.tallies[tuple(stratum[name] for name in DIMENSIONS)].add_stratum(stratum)
        self.digits.add(folder, self.sure)

    def values(self, dimension):
        at = DIMENSIONS.index(dimension)
        return list(dict.fromkeys(kind[at] for kind in self.tallies))

    def demand_all(self, dimension, known):
        odd = set(self.values(dimension)) ^ set(known)
        if odd:
            raise Incomplete(f"{dimension} not described, or not measured: {', '.join(sorted(odd))}")

    def tally(self, **wanted):
        """Of all reports whose dimensions are among the values wanted."""
        sum_of_all = Tally()
        for kind, tally in self.tallies.items():
            if all(value in wanted.get(name, [value]) for name, value in zip(DIMENSIONS, kind)):
                sum_of_all.add(tally)
        return sum_of_all
