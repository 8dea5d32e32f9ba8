#!/usr/bin/env bash
# Adds up the test reports of all modules, and tells why tests were skipped and which passed only on the second attempt.
set -euo pipefail
cd "$(dirname "$0")/../.."
find . -path '*/target/*-reports/TEST-*.xml' -exec cat {} + | awk '
  function number(name,   found) {
    return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0
  }
  /<testcase / {
    match($0, / name="[^"]*/); test = substr($0, RSTART + 7, RLENGTH - 7)
    match($0, / classname="[^"]*/); test = substr($0, RSTART + 12, RLENGTH - 12) " " test
  }
  /<flaky(Failure|Error)/ { flaky[test] }
  /<testsuite / { tests += number("tests"); bad += number("failures") + number("errors"); skipped += number("skipped") }
  /<skipped/ {
    # As an attribute; or, where a whole class was skipped, as the first line of what was thrown.
    if (match($0, "message=\"[^\"]*")) reason = substr($0, RSTART + 9, RLENGTH - 9)
    else if (match($0, /CDATA\[[A-Za-z0-9_.$]+: .*/)) reason = substr($0, RSTART + 6, RLENGTH - 6)
    else reason = "no reason given"
    sub(/\]\]>.*/, "", reason)
    sub(/^[A-Za-z0-9_.$]+Exception: /, "", reason)
    sub(/^Assumption failed: /, "", reason)
    gsub(/&quot;/, "\"", reason); gsub(/&apos;/, "\047", reason); gsub(/&lt;/, "<", reason)
    gsub(/&gt;/, ">", reason); gsub(/&#10;.*/, "", reason); gsub(/&amp;/, "\\&", reason)
    reasons[reason]++
  }
  END {
    printf "Tests run in all modules: %d, failed: %d, skipped: %d\n", tests, bad, skipped
    for (test in flaky) printf "  FLAKY, passed only on the second attempt: %s\n", test
    for (reason in reasons) printf "  skipped %d: %s\n", reasons[reason], reason
  }'
