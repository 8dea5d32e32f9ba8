#!/usr/bin/env bash
# usage: jmh.sh MODULE MAIN [JMH_OPTION...]. Runs the JMH benchmark of a module. Called by scripts/bench.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
if [[ " $* " == *" --help "* ]]; then
  cat "$root/scripts/lib/bench-usage.txt"
  exit 0
fi
source "$root/scripts/lib/jdk.sh"
module="$root/$1" main="$2"
shift 2
echo "Building the benchmark." >&2
(cd "$root" && mvn -q -T1C -pl "${module#"$root/"}" -am -Dmaven.test.skip=true compile dependency:build-classpath \
  -DincludeScope=runtime -Dmdep.outputFile=target/classpath.txt) >&2
exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Xmx1g \
  -cp "$module/target/classes:$(<"$module/target/classpath.txt")" "$main" "$@"
