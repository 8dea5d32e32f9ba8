# Sourced after local-program.sh: sets $start, the JVM of the command line with its options. The JVM reads library classes
# from a class-data archive, trained on an empty inventory and rebuilt for another JDK or other libraries. Without a
# matching archive the JVM starts without it, more slowly. An archive cannot contain classes from folders, so our own
# classes follow the libraries, and so does DynamoDB Local, whose manifest names a folder.
archive="$module/target/command-line.jsa" libraries="" others=""
while IFS= read -r entry; do
  case "$entry" in
    */DynamoDBLocal-*.jar) others="$entry:$others" ;;
    *.jar) libraries+="${libraries:+:}$entry" ;;
    *) others+="${others:+:}$entry" ;;
  esac
done <<<"${classpath//:/$'\n'}"
options=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:TieredStopAtLevel=1 -Xlog:disable)
# The parallel collector takes a tenth less time for large inputs. A small young generation keeps the memory of a stream of
# any length below 300 MB, and costs no time.
start=("$JAVA_HOME/bin/java" "${options[@]}" -XX:+UseParallelGC -Xmn64m -XX:SharedArchiveFile="$archive" -cp "$libraries:$others")

train() { # FOLDER
  echo '{"tenant": "training", "connections": [{"id": "training", "provider": "google", "settings": {"admin-user":
    "training@localhost"}, "credentials": {"service-account-key": "env:UNSET"}}]}' >"$1/grantkeeper.json"
  "$JAVA_HOME/bin/java" "${options[@]}" -XX:DumpLoadedClassList="$1/classes" -cp "$libraries:$others" \
    io.grantkeeper.cli.GrantkeeperCommand inventory --config "$1/grantkeeper.json" --data "$1"
  "$JAVA_HOME/bin/java" "${options[@]}" -Xshare:dump -XX:+AOTClassLinking -XX:SharedClassListFile="$1/classes" \
    -XX:SharedArchiveFile="$1/archive" -cp "$libraries"
  mv "$1/archive" "$archive"
}

built_for="$(<"$JAVA_HOME/release")"$'\n'"$libraries"
if [[ "$built_for" != "$(cat "$archive.for" 2>/dev/null)" ]]; then
  echo "Archiving library classes for a fast start." >&2
  training=$(mktemp -d)
  train "$training" >"$module/target/training.log" 2>&1 || true
  rm -rf "$training"
  echo "$built_for" >"$archive.for"
fi
