#!/bin/sh
# The rules of the house that a compiler does not check: who may include whom, which room may use which
# library, no Han characters in C++ outside the tests, and the size of files.
set -eu
cd "$(dirname "$0")/../.."
faults=0

fault() {
  echo "$1"
  faults=1
}

# forbid FOLDER PATTERN REASON [EXCEPT]: no source below FOLDER may have a line matching PATTERN.
forbid() {
  found=$(grep -rnE --include='*.cpp' --include='*.h' "$2" "$1" | grep -vE "${4:-^$}" || true)
  if [ -n "$found" ]; then fault "$found
  ^ $3"; fi
}

forbid extract '#include "(normalize|export|pipeline|tests)/' 'extract sees only itself'
forbid extract/base '#include "extract/(model|formats|[a-z_]+\.h)' 'extract/base sees only itself'
forbid extract/model '#include "extract/(formats|[a-z_]+\.h)' 'extract/model sees only extract/base'
forbid normalize '#include "(export|pipeline|tests)/' 'normalize sees only extract and itself'
forbid normalize '#include "extract/(formats|[a-z_]+\.h)' 'normalize sees only extract/base and extract/model'
forbid normalize/model '#include "normalize/(text|template|locate|bind|check|normalize)' 'normalize/model sees no other room'
forbid export '#include "(pipeline|tests)/' 'export sees only extract/base, normalize/model and itself'
forbid export '#include "extract/(model|formats|[a-z_]+\.h)' 'export sees only extract/base'
forbid export '#include "normalize/(text|template|locate|bind|check|normalize)' 'export sees only normalize/model'
forbid pipeline '#include "tests/' 'nothing sees tests'
for format in docx html mhtml text; do
  for other in docx html mhtml text; do
    if [ "$format" = "$other" ]; then continue; fi
    for place in "extract/formats/$format.cpp" "extract/formats/$format"; do
      if [ -e "$place" ]; then forbid "$place" "#include \"extract/formats/$other" 'a format never includes its sibling'; fi
    done
  done
done

forbid extract '#include <unicode/' 'ICU belongs to extract/charset and the width of characters' '^extract/(charset|base/display_width)'
forbid normalize '#include <unicode/' 'ICU belongs to normalize/text' '^normalize/text/'
forbid export '#include <unicode/' 'ICU belongs to extract/charset and normalize/text'
forbid pipeline '#include <unicode/' 'ICU belongs to extract/charset and normalize/text'
for folder in extract normalize export pipeline; do
  forbid $folder '#include <re2/' 'RE2 belongs to normalize/text and normalize/locate' '^normalize/(text|locate)/'
  forbid $folder '#include <libxml/' 'libxml2 belongs to extract/base' '^extract/base/'
  forbid $folder '#include <zip\.h>' 'libzip belongs to extract/base' '^extract/base/zip'
  forbid $folder '#include <sqlite3\.h>' 'SQLite belongs to extract/base/database' '^extract/base/database'
  forbid $folder '#include <readstat\.h>' 'ReadStat belongs to export/writers/dta_file' '^export/writers/dta_file'
  forbid $folder '#include <zstd\.h>' 'zstd belongs to pipeline/store/compression' '^pipeline/store/compression'
  forbid $folder '#include <cereal/' 'cereal belongs to the codec of records' '^pipeline/store/record_'
  forbid $folder '\.\./' 'includes start at the root' '^[^:]*:[0-9]+:.*(//|")[^"]*\.\.\.'
done

han=$(find extract normalize export pipeline -name '*.cpp' -o -name '*.h' | LC_ALL=C.UTF-8 xargs grep -nP '\p{Han}' || true)
if [ -n "$han" ]; then fault "$han
  ^ Han characters are knowledge, which lives in corpus/templates"; fi

for file in $(find extract normalize export pipeline tests -name '*.cpp' -o -name '*.h'); do
  lines=$(wc -l <"$file")
  if [ "$lines" -gt 600 ]; then fault "$file: $lines lines are more than 600"; fi
done

# Two classes of one name in one namespace are one to the linker, whichever it takes.
twice=$(grep -rhE --include='*.h' '^(class|struct|enum class) [A-Za-z0-9]+[^;]*\{' pipeline |
  sed -E 's/^(class|struct|enum class) ([A-Za-z0-9]+).*/\2/' | sort | uniq -d)
if [ -n "$twice" ]; then fault "$twice
  ^ the name of two classes of the pipeline"; fi

exit $faults
