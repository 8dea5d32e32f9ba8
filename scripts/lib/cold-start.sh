#!/usr/bin/env bash
# Measures cold starts. Called by scripts/bench. The measured process runs on the first CPU, everything else on the second.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
if [[ " $* " == *" --help "* ]]; then
  cat "$root/scripts/lib/bench-usage.txt"
  exit 0
fi
if ! command -v taskset >/dev/null || (($(nproc) < 2)); then
  echo "Cold start measurements need two CPUs and taskset (util-linux)." >&2
  exit 3
fi
source "$root/scripts/lib/bundles.sh"
build_bundles
pin=(taskset -c 1)
invoke_main coldstart.ColdStartMain "$root" "$@"
