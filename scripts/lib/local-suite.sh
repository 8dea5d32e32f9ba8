# Sourced: builds the local suite where it is older than the sources, and sets $classpath. Progress goes to stderr.
suite="$root/functions/local-suite"
source "$root/scripts/lib/jdk.sh"

up_to_date() {
  [[ -f "$suite/target/built" && -f "$suite/target/classpath.txt" ]] || return 1
  local changed entries entry
  changed=$(cd "$root" && find pom.xml .mvn shared/*/pom.xml shared/*/src/main functions/pom.xml functions/*/pom.xml \
    functions/*/src/main -newer "$suite/target/built" -print -quit)
  [[ -z "$changed" ]] || return 1
  IFS=: read -ra entries <"$suite/target/classpath.txt" || true
  for entry in "${entries[@]}"; do [[ -e "$entry" ]] || return 1; done
}

build() {
  mkdir -p "$suite/target"
  touch "$suite/target/building"
  (cd "$root" && mvn -T1C -pl functions/local-suite -am -Dmaven.test.skip=true compile dependency:build-classpath \
    -DincludeScope=runtime -Dmdep.outputFile=target/classpath.txt) 2>&1 | tee "$suite/target/build.log" \
    | while IFS= read -r line; do
      [[ ! -t 2 || "$line" != "[INFO] Building Grantkeeper"* ]] || printf '\r\033[K%s' "${line#"[INFO] "}" >&2
    done || return 1
  [[ ! -t 2 ]] || printf '\r\033[K' >&2
}

if ! up_to_date; then
  echo "Building the local suite (the first time fetches libraries and takes a few minutes)." >&2
  if ! build; then
    grep -F '[ERROR]' "$suite/target/build.log" | head -20 >&2
    echo "The build failed: see $suite/target/build.log" >&2
    exit 1
  fi
  mv "$suite/target/building" "$suite/target/built"
fi
classpath="$suite/target/classes:$(<"$suite/target/classpath.txt")"
