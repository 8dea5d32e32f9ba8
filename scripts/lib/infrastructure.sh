# Sourced by other scripts: builds the CDK app if sources are newer. 'infra VERB…' runs it; 'bundles' builds the bundles.
source "$root/scripts/lib/jdk.sh"
source "$root/scripts/lib/node.sh"
source "$root/scripts/lib/sources.sh"
app="$root/infra/cdk"

if newer_sources "$app/target/classpath.txt"; then
  echo "Building the CDK app (the first time downloads libraries and takes a few minutes)." >&2
  (cd "$root" && mvn -q -T1C -pl infra/cdk -am -Dmaven.test.skip=true compile dependency:build-classpath \
    -DincludeScope=runtime -Dmdep.outputFile=target/classpath.txt) >&2
fi

infra() { # silences SLF4J, which warns when the AWS SDK logs without a provider, and again about the no-op provider
  "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider \
    -Dslf4j.internal.verbosity=WARN \
    -cp "$app/target/classes:$(<"$app/target/classpath.txt")" io.grantkeeper.infra.deploy.DeployMain "$@"
}

bundles() {
  newer_sources "$root/target/bundles/manifest.json" || return 0
  echo "Building the functions' bundles." >&2
  "$root/scripts/package" >&2
}

agree() { # QUESTION ANSWER
  local answer
  [[ -t 0 ]] || { echo "Cannot ask for confirmation without a terminal: add --yes." >&2; exit 2; }
  read -r -p "$1 " answer
  [[ "$answer" == "$2" ]] || { echo "Nothing was changed." >&2; exit 1; }
}
