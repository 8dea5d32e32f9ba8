#!/usr/bin/env bash
# Prints how long the tests of each module took in the last run, and the ten slowest classes.
set -euo pipefail
cd "$(dirname "$0")/../.."
times() { # PER_WHAT
  find . -path '*/target/*-reports/TEST-*.xml' -exec awk -v what="$1" '
    FNR == 1 { module = FILENAME; sub(/^\.\//, "", module); sub(/\/target\/.*/, "", module) }
    /<testsuite / {
      match($0, / name="[^"]*/); class = substr($0, RSTART + 7, RLENGTH - 7)
      match($0, / time="[^"]*/); time = substr($0, RSTART + 7, RLENGTH - 7); gsub(",", "", time)
      seconds[what == "module" ? module : class " (" module ")"] += time
    }
    END { for (one in seconds) printf "%8.1f s  %s\n", seconds[one], one }' {} + | sort -rn
}
echo "Time of tests by module:"
times module | awk '{ sum += $1; print } END { printf "%8.1f s  in all\n", sum }'
echo "The ten slowest test classes:"
times class | head -10 || true
