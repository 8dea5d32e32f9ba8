# Sourced by the scripts: finds a JDK 25, installs one where there is none and it may, and stops with one line otherwise.
is_jdk_25() { [[ -x "$1/bin/javac" && "$("$1/bin/javac" -version 2>&1)" == "javac 25"* ]]; }

find_jdk() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*25* /opt/*jdk*25* "$HOME"/.sdkman/candidates/java/25* \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
    if [[ -n "$home" ]] && is_jdk_25 "$home"; then
      export JAVA_HOME="$home" PATH="$home/bin:$PATH"
      return 0
    fi
  done
  return 1
}

install_jdk() {
  local sudo=""
  [[ "$(id -u)" == 0 ]] || sudo="sudo -n"
  if command -v apt-get >/dev/null; then
    $sudo apt-get update -qq && $sudo apt-get install -y -qq openjdk-25-jdk-headless
  elif command -v dnf >/dev/null; then
    $sudo dnf install -y -q java-25-openjdk-devel
  elif command -v brew >/dev/null; then
    brew install -q openjdk@25
  else
    return 1
  fi
} >&2

if ! find_jdk; then
  echo "No JDK 25 found; trying to install one." >&2
  if ! { install_jdk && find_jdk; }; then
    echo "Grantkeeper needs JDK 25: install it and set JAVA_HOME to it." >&2
    exit 1
  fi
fi
