# Sourced by other scripts: builds $module (default shared/cli) if sources are newer, and sets $classpath. Progress goes to
# stderr.
module="$root/${module:-shared/cli}"
source "$root/scripts/lib/jdk.sh"
source "$root/scripts/lib/sources.sh"

up_to_date() {
  ! newer_sources "$module/target/built" && [[ -f "$module/target/classpath.txt" ]] || return 1
  local entries entry
  IFS=: read -ra entries <"$module/target/classpath.txt" || true
  for entry in "${entries[@]}"; do [[ -e "$entry" ]] || return 1; done
}

build() {
  mkdir -p "$module/target"
  touch "$module/target/building"
  (cd "$root" && mvn -T1C -pl "${module#"$root/"}" -am -Dmaven.test.skip=true compile dependency:build-classpath \
    -DincludeScope=runtime -Dmdep.outputFile=target/classpath.txt) 2>&1 | tee "$module/target/build.log" \
    | while IFS= read -r line; do
      [[ ! -t 2 || "$line" != "[INFO] Building Grantkeeper"* ]] || printf '\r\033[K%s' "${line#"[INFO] "}" >&2
    done || return 1
  [[ ! -t 2 ]] || printf '\r\033[K' >&2
}

if ! up_to_date; then
  echo "Building Grantkeeper (the first time downloads libraries and takes a few minutes)." >&2
  if ! build; then
    grep -F '[ERROR]' "$module/target/build.log" | head -20 >&2
    echo "The build failed: see $module/target/build.log" >&2
    exit 1
  fi
  mv "$module/target/building" "$module/target/built"
fi
classpath="$module/target/classes:$(<"$module/target/classpath.txt")"
