# Sourced by other scripts: finds JDK 25 and Maven, or installs them. If that fails, prints one line and exits with code 3.
is_jdk_25() { [[ -x "$1/bin/javac" ]] && grep -q '^JAVA_VERSION="25[".]' "$1/release" 2>/dev/null; }

find_jdk() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*25* /opt/*25* "$HOME"/.sdkman/candidates/java/25* "$HOME"/.jdks/*25* \
    "$(/usr/libexec/java_home -v 25 2>/dev/null || true)" /{opt/homebrew,usr/local}/opt/openjdk@25; do
    if [[ -n "$home" ]] && is_jdk_25 "$home"; then
      export JAVA_HOME="$home" PATH="$home/bin:$PATH"
      return 0
    fi
  done
  return 1
}

install() { # APT_PACKAGE DNF_PACKAGE BREW_PACKAGE
  local root=()
  [[ "$(id -u)" == 0 ]] || root=(sudo -n)
  echo "Installing $1." >&2
  if command -v apt-get; then
    "${root[@]}" apt-get update -qq || true
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1"
  elif command -v dnf; then
    "${root[@]}" dnf install -y -q "$2"
  elif command -v brew; then
    brew install -q "$3"
  else
    return 1
  fi >/dev/null
}

if ! find_jdk && ! { install openjdk-25-jdk-headless java-25-openjdk-devel openjdk@25 && find_jdk; }; then
  echo "Grantkeeper needs JDK 25, and installing it failed: install JDK 25 and set JAVA_HOME to its folder." >&2
  exit 3
fi
if ! command -v mvn >/dev/null && ! install maven maven maven; then
  echo "Grantkeeper needs Maven 3.9 or newer, and installing it failed: add mvn to the PATH." >&2
  exit 3
fi
