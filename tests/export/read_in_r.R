# Reads the CSV files of a folder with readr and no further help, and compares them with what another program read.
# Usage: Rscript read_in_r.R FOLDER EXPECTED.tsv; EXPECTED has the columns table, rows, column, type, sum.
# Exit code 77: no readr, nothing was read.
if (!requireNamespace("readr", quietly = TRUE)) {
  cat("skipped: there is no readr\n")
  quit(status = 77)
}
arguments <- commandArgs(trailingOnly = TRUE)
expected <- read.delim(arguments[2], quote = "", colClasses = c("character", "integer", rep("character", 2), "numeric"))
faults <- character()
fault <- function(...) faults <<- c(faults, paste0(...))

is_of_type <- function(values, type) {
  # A column of empty cells has no type to be seen.
  if (all(is.na(values))) return(TRUE)
  switch(type,
    string = is.character(values) || is.numeric(values),
    integer = is.numeric(values) && all(values == floor(values), na.rm = TRUE),
    number = is.numeric(values),
    date = inherits(values, "Date"),
    boolean = is.logical(values)
  )
}

for (name in unique(expected$table)) {
  columns <- expected[expected$table == name, ]
  read <- readr::read_csv(file.path(arguments[1], paste0(name, ".csv")),
    na = "", guess_max = Inf, trim_ws = FALSE, show_col_types = FALSE, progress = FALSE
  )
  if (nrow(readr::problems(read)) > 0) fault(name, ": readr has problems")
  if (nrow(read) != columns$rows[1]) fault(name, ": ", nrow(read), " rows of ", columns$rows[1])
  if (!identical(names(read), columns$column)) fault(name, ": other columns")
  for (i in seq_len(nrow(columns))) {
    values <- read[[columns$column[i]]]
    if (!is_of_type(values, columns$type[i])) fault(name, ".", columns$column[i], ": of type ", class(values)[1])
    if (columns$type[i] %in% c("integer", "number") && is.numeric(values)) {
      difference <- abs(sum(values, na.rm = TRUE) - columns$sum[i])
      if (difference > 1e-9 * max(1, abs(columns$sum[i]))) fault(name, ".", columns$column[i], ": another sum")
    }
  }
}
cat(if (length(faults) > 0) head(faults, 50) else paste("the same", nrow(expected), "columns in R"), sep = "\n")
quit(status = if (length(faults) > 0) 1 else 0)
