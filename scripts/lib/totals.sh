#!/usr/bin/env bash
# Adds up the test reports of all modules, and tells why tests were skipped.
set -euo pipefail
cd "$(dirname "$0")/../.."
find . -path '*/target/*-reports/TEST-*.xml' -exec cat {} + | awk '
  function number(name,   found) {
    return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0
  }
  /<testsuite / { tests += number("tests"); bad += number("failures") + number("errors"); skipped += number("skipped") }
  /<skipped/ {
    reason = match($0, "message=\"[^\"]*") ? substr($0, RSTART + 9, RLENGTH - 9) : "no reason given"
    sub(/^Assumption failed: /, "", reason)
    gsub(/&quot;/, "\"", reason); gsub(/&apos;/, "\047", reason); gsub(/&lt;/, "<", reason)
    gsub(/&gt;/, ">", reason); gsub(/&#10;.*/, "", reason); gsub(/&amp;/, "\\&", reason)
    reasons[reason]++
  }
  END {
    printf "Tests run in all modules: %d, failed: %d, skipped: %d\n", tests, bad, skipped
    for (reason in reasons) printf "  skipped %d: %s\n", reasons[reason], reason
  }'
