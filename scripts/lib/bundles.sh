# Sourced: builds every function's bundle and the parts that run them, and sets $invoke, the class path of those.
source "$root/scripts/lib/jdk.sh"
invoke="$root/functions/invoke"
bundles_up_to_date() {
  [[ -f "$root/target/bundles/manifest.json" && -f "$invoke/target/classpath.txt" ]] && [[ -z $(cd "$root" && find \
    pom.xml shared/*/src/main functions/*/src/main functions/*/pom.xml functions/bundle* \
    -newer target/bundles/manifest.json -print -quit) ]]
}
invoke_main() { # CLASS ARGUMENT...
  "${pin[@]}" "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -XX:TieredStopAtLevel=1 -cp "$invoke/target/classes:$(<"$invoke/target/classpath.txt")" \
    "io.grantkeeper.functions.invoke.$1" "${@:2}"
}
pin=()
build_bundles() {
  ! bundles_up_to_date || return 0
  echo "Building the bundles (the first time fetches libraries and takes a few minutes)." >&2
  modules=$(cd "$root/functions" && grep -l '<bundle.skip>false' */pom.xml | sed 's|\(.*\)/pom.xml|functions/\1|' | paste -sd,)
  rm -f "$root"/functions/*/target/grantkeeper-fn-*-bundle.zip
  (cd "$root" && mvn -q -T1C -pl "$modules,functions/invoke,functions/baseline-bare,functions/baseline-spring" -am \
    -Dmaven.test.skip=true -Dspotless.check.skip=true package dependency:build-classpath -DincludeScope=runtime \
    -Dmdep.outputFile=target/classpath.txt) >&2
  rm -rf "$root/target/bundles"
  invoke_main image.PackageMain "$root" >&2
}
