#!/bin/sh
# Another program opens the Word sources of the corpus too. Exit code 77 means skipped: no LibreOffice here.
set -eu
cd "$(dirname "$0")/../.."

if ! command -v soffice >/dev/null 2>&1; then
  echo "skipped: soffice is not installed"
  exit 77
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
faults=0

for source in corpus/reports/*/source.docx; do
  # Its exit code says nothing: only the text it writes does.
  timeout 120 soffice -env:UserInstallation="file://$folder/profile" --headless --convert-to 'txt:Text (encoded):UTF8' \
    --outdir "$folder" "$source" >"$folder/log" 2>&1 || true
  if [ -s "$folder/source.txt" ] && grep -q '年度报告' "$folder/source.txt"; then
    echo "$source: opened"
  else
    echo "$source: not opened"
    cat "$folder/log"
    faults=1
  fi
  rm -f "$folder/source.txt"
done

exit $faults
