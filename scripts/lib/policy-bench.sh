#!/usr/bin/env bash
# Measures decisions beside plain Cedar and jCasbin: called by scripts/bench. Takes JMH's options.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
if [[ " $* " == *" --help "* ]]; then
  cat "$root/scripts/lib/bench-usage.txt"
  exit 0
fi
source "$root/scripts/lib/jdk.sh"
module="$root/shared/policy-bench"
echo "Building the benchmark." >&2
(cd "$root" && mvn -q -T1C -pl shared/policy-bench -am -Dmaven.test.skip=true compile dependency:build-classpath \
  -DincludeScope=runtime -Dmdep.outputFile=target/classpath.txt) >&2
exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Xmx1g \
  -cp "$module/target/classes:$(<"$module/target/classpath.txt")" io.grantkeeper.policy.bench.DecisionBenchMain "$@"
