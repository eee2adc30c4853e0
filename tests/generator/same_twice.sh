#!/bin/sh
# The program itself: the same files for the same arguments, all ids listed, wrong ones refused.
set -eu
program=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for run in one two; do
  "$program" --out "$folder/$run" --reports 40 --seed 9 --damage none --damage mixed --dialect docx --dialect layout
done
diff -r "$folder/one" "$folder/two"
test "$(ls "$folder/one/reports" | wc -l)" -eq 40
test "$(wc -l <"$folder/one/truth/documents.csv")" -eq 41
for id in 2021 cell_per_line_compact split_tables; do
  "$program" --list | grep -q " $id\$"
done
if "$program" --out "$folder/three" --reports 1 --dialect nonsense 2>"$folder/complaint"; then exit 1; fi
grep -q nonsense "$folder/complaint"
test ! -e "$folder/three"
