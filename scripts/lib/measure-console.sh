#!/usr/bin/env bash
# Builds the console's client and measures it in Chromium: measure-console.sh [RUNS].
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
"$root/scripts/lib/console-web.sh" "$root/functions/console/target/classes/console-web"
source "$root/scripts/lib/jdk.sh"
source "$root/scripts/lib/chromium.sh"
cd "$root/functions/console/web"
CHROMIUM="$chromium" exec node tools/measure.mjs "$@"
