#!/usr/bin/env bash
# Prepares the browser tests of the console: builds it, finds Chromium or installs it, and prints the paths of Node and Chromium.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
"$root/scripts/lib/console-web.sh" "$root/functions/console/target/classes/console-web" >&2
source "$root/scripts/lib/jdk.sh" >&2
source "$root/scripts/lib/chromium.sh" >&2
command -v node
echo "$chromium"
