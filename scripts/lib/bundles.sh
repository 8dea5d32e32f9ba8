# Sourced by other scripts: builds every function's bundle and the code that runs them, and sets $invoke, its module folder.
source "$root/scripts/lib/jdk.sh"
source "$root/scripts/lib/sources.sh"
invoke="$root/shared/testing/function-harness"
bundles_up_to_date() {
  [[ -f "$invoke/target/classpath.txt" ]] && ! newer_sources "$root/target/bundles/manifest.json"
}
invoke_main() { # CLASS ARGUMENT...
  "${pin[@]}" "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -XX:TieredStopAtLevel=1 -cp "$invoke/target/classes:$(<"$invoke/target/classpath.txt")" \
    "io.grantkeeper.harness.$1" "${@:2}"
}
pin=()
build_bundles() {
  ! bundles_up_to_date || return 0
  echo "Building the bundles (the first time downloads libraries and takes a few minutes)." >&2
  modules=$(cd "$root/functions" && grep -l '<bundle.skip>false' */pom.xml | sed 's|\(.*\)/pom.xml|functions/\1|' | paste -sd,)
  rm -f "$root"/{functions,shared/testing}/*/target/grantkeeper-fn-*-bundle.zip
  (cd "$root" && mvn -q -T1C -pl "$modules,shared/testing/function-harness,shared/testing/baseline-bare,shared/testing/baseline-spring" -am \
    -Dmaven.test.skip=true -Dspotless.check.skip=true package dependency:build-classpath -DincludeScope=runtime \
    -Dmdep.outputFile=target/classpath.txt) >&2
  rm -rf "$root/target/bundles"
  invoke_main packaging.PackageBundlesMain "$root" >&2
}
