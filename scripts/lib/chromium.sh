# Sourced after jdk.sh: finds Chromium for tests and screenshots of the console, or installs it, and sets $chromium. If that fails,
# prints one line and exits with code 3.
find_chromium() {
  for chromium in "${CHROMIUM:-}" /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    [[ -z "$chromium" || ! -x "$chromium" ]] || return 0
  done
  return 1
}

if ! find_chromium && ! { install chromium chromium chromium && find_chromium; }; then
  echo "The console's browser tests need Chromium, and installing it failed: set CHROMIUM to its program." >&2
  exit 3
fi
