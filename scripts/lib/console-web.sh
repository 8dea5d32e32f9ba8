#!/usr/bin/env bash
# Builds the console's web client into a folder, if a source is newer: console-web.sh FOLDER. Maven runs it for functions/console.
# Installs what package-lock.json lists, and Node if it is missing.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
web="$root/functions/console/web" out="$1"

if [[ -f "$out/files.txt" && -z $(find "$web" -name node_modules -prune -o -type f -newer "$out/files.txt" -print -quit) ]]; then
  exit 0
fi
source "$root/scripts/lib/jdk.sh"
source "$root/scripts/lib/node.sh"
if ! node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'; then
  echo "The console needs Node 20.19 or newer; found $(node --version): put a newer node on the PATH." >&2
  exit 3
fi
command -v npm >/dev/null || install npm npm node
if [[ ! -f "$web/node_modules/.package-lock.json" || "$web/package-lock.json" -nt "$web/node_modules/.package-lock.json" ]]; then
  npm ci --prefix "$web" --no-audit --no-fund --loglevel=error >&2
  touch "$web/node_modules/.package-lock.json"
fi
mkdir -p "$out"
(cd "$web" && npx tsc --noEmit && npx vite build --outDir "$out" --emptyOutDir --logLevel warn) >&2
(cd "$out" && find . -type f ! -name files.txt | sed 's|^\./||' | LC_ALL=C sort >"$out/.files" && mv "$out/.files" "$out/files.txt")
