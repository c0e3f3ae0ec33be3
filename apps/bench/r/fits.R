# R's side of `npm run bench -- --python`: Rscript fits.R FOLDER SOLVER THREADS. The questions and answers
# are those of python/fits.py. glmnet takes the mean of the loss: lambda = (l1 + l2)/n, alpha = l1/(l1 + l2).

arguments <- commandArgs(TRUE)
folder <- arguments[1]
solver <- arguments[2]

field <- function(text, name) as.numeric(sub(paste0('.*"', name, '":([^,}]*).*'), "\\1", text))
word <- function(text, name) sub(paste0('.*"', name, '":"([^"]*)".*'), "\\1", text)
numbers <- function(name, what, count, size) {
  file <- file(file.path(folder, name), "rb")
  on.exit(close(file))
  readBin(file, what, count, size)
}
peak <- function() {
  status <- readLines("/proc/self/status")
  as.numeric(gsub("[^0-9]", "", status[grepl("VmHWM", status)])) / 1024
}

load_problem <- function() {
  meta <<- readLines(file.path(folder, "meta.json"), warn = FALSE)
  rows <<- field(meta, "rows")
  cols <<- field(meta, "cols")
  classes <<- field(meta, "classes")
  pairs <- regmatches(meta, gregexpr('"l1":[^,]*,"l2":[^}]*', meta))[[1]]
  l1 <<- as.numeric(sub('"l1":([^,]*),.*', "\\1", pairs))
  l2 <<- as.numeric(sub('.*"l2":', "", pairs))
  y <<- numbers("y.f64", "double", rows, 8)
  if (grepl('"kind":"csr"', meta, fixed = TRUE)) {
    suppressMessages(library(Matrix))
    start <- numbers("rowStart.u32", "integer", rows + 1, 4)
    columns <- numbers("columns.u32", "integer", start[rows + 1], 4)
    values <- numbers("values.f64", "double", start[rows + 1], 8)
    X <<- t(new("dgCMatrix", i = columns, p = start, x = values, Dim = as.integer(c(cols, rows))))
  } else {
    X <<- t(matrix(numbers("X.f64", "double", rows * cols, 8), nrow = cols))
  }
}

# A glmnet fit of all penalties. `before` larger lambdas are fitted first, as glmnet's authors advise.
by_glmnet <- function(before) function(tolerance) {
  glmnet.control(fdev = 0, devmax = 0.999999999, mxitnr = 1000, eps = 1e-12)
  lambda <- (l1 + l2) / rows
  all <- if (before > 0) lambda[1] * 10^seq(2, 0, length.out = before + 1) else lambda
  family <- if (classes > 2) "multinomial" else "binomial"
  fit <- glmnet(X, if (classes > 2) factor(y) else y, family = family, alpha = l1[1] / (l1[1] + l2[1]),
    lambda = all, standardize = FALSE, thresh = tolerance, maxit = 1e8)
  last <- length(fit$lambda)
  if (last != length(all)) stop("glmnet stopped before the last lambda")
  unlist(lapply(if (before > 0) last else seq_along(lambda), function(k) {
    if (classes > 2) c(unlist(lapply(fit$beta, function(B) as.numeric(B[, k]))), as.numeric(fit$a0[, k]))
    else c(as.numeric(fit$beta[, k]), as.numeric(fit$a0[k]))
  }))
}

by_glm <- function(tolerance)
  as.numeric(glm.fit(cbind(X, 1), y, family = binomial(), control = list(epsilon = tolerance, maxit = 100))$coefficients)

prepare <- function() {
  load_problem()
  if (solver != "glm") suppressMessages(library(glmnet))
  fit <<- switch(solver, "glmnet" = by_glmnet(0), "glmnet-7" = by_glmnet(6), "glm" = by_glm)
  start_memory <<- peak()
  '{"ok":true}'
}

run <- function(line) {
  repeats <- field(line, "repeats")
  begin <- as.numeric(Sys.time())
  for (k in seq_len(repeats)) found <- fit(field(line, "tolerance"))
  ms <- (as.numeric(Sys.time()) - begin) * 1000 / repeats
  file <- file(word(line, "path"), "wb")
  writeBin(found, file, 8)
  close(file)
  sprintf('{"ms":%.6f}', ms)
}

input <- file("stdin", "r")
while (length(line <- readLines(input, 1)) > 0) {
  reply <- tryCatch(
    switch(word(line, "ask"), "load" = prepare(), "fit" = run(line),
      "memory" = sprintf('{"before":%.1f,"peak":%.1f}', start_memory, peak())),
    error = function(e) sprintf('{"error":"%s"}', gsub('["\n\\\\]', " ", conditionMessage(e)))
  )
  cat(reply, "\n", sep = "")
  flush(stdout())
}
