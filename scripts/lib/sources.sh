# Sourced: newer_sources FILE succeeds if a POM or a production source is newer than FILE, or if FILE does not exist.
newer_sources() {
  [[ ! -f "$1" ]] || [[ -n $(cd "$root" && find pom.xml .mvn shared functions infra/cdk -name target -prune -o \
    \( -name pom.xml -o -path '*/src/main/*' -o -path 'functions/bundle*' -o -path '.mvn/*' \) -newer "$1" -print -quit) ]]
}
