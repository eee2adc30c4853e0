#!/bin/sh
# Writes the reports of the corpus in every tabular format, once with states beside the values, and has a script read
# them back. Usage: read_back.sh NIANBAO SCRIPT; the script is called with the folder of the outputs.
# Exit code 77 where the script has not what it needs.
set -eu
program=$1
script=$2
cd "$(dirname "$0")/../.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
"$program" extract corpus/reports --out "$out/plain" --format csv,sqlite,dta --quiet
"$program" extract corpus/reports --out "$out/wide" --format csv,sqlite,dta --quiet --wide-states --csv-bom
for folder in plain wide; do /usr/bin/python3 -B "$script" "$out/$folder"; done
