# Sourced: builds the CDK app where it is older than the sources. 'infra VERB…' runs it, 'bundles' builds what it deploys.
source "$root/scripts/lib/jdk.sh"
source "$root/scripts/lib/node.sh"
app="$root/infra/cdk"

sources_newer_than() { # FILE
  [[ ! -f "$1" ]] || [[ -n $(cd "$root" && find pom.xml shared/*/pom.xml shared/*/src/main functions/pom.xml \
    functions/bundle.xml functions/*/pom.xml functions/*/src/main infra/cdk/pom.xml infra/cdk/src/main -newer "$1" -print -quit) ]]
}

if sources_newer_than "$app/target/classpath.txt"; then
  echo "Building the CDK app (the first time fetches libraries and takes a few minutes)." >&2
  (cd "$root" && mvn -q -T1C -pl infra/cdk -am -Dmaven.test.skip=true compile dependency:build-classpath \
    -DincludeScope=runtime -Dmdep.outputFile=target/classpath.txt) >&2
fi

infra() { # AWS' SDK logs through SLF4J, which would say that nobody listens, and then that nobody is to
  "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider \
    -Dslf4j.internal.verbosity=WARN \
    -cp "$app/target/classes:$(<"$app/target/classpath.txt")" io.grantkeeper.infra.deploy.DeployMain "$@"
}

bundles() {
  sources_newer_than "$root/target/bundles/manifest.json" || return 0
  echo "Building the functions' bundles." >&2
  "$root/scripts/package" >&2
}

agree() { # QUESTION ANSWER
  local answer
  [[ -t 0 ]] || { echo "Nobody is there to ask: say --yes." >&2; exit 2; }
  read -r -p "$1 " answer
  [[ "$answer" == "$2" ]] || { echo "Nothing was changed." >&2; exit 1; }
}
