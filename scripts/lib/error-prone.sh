# Sourced after jdk.sh: lets all compilations of a build share the classes of Error Prone. javac loads a plugin again for each
# compilation, which takes longer than checking a small module. The JVM's own class path comes before the plugin's, and an
# agent can add to it. If the agent cannot be built, the build works without it, more slowly.
shared_error_prone="$PWD/target/error-prone"
version() { sed -n "s|.*<$1>\(.*\)</$1>.*|-D$1=\1|p" pom.xml; } # PROPERTY

build_error_prone_agent() {
  [[ ! -f "$shared_error_prone/agent.jar" || pom.xml -nt "$shared_error_prone/agent.jar" ]] || return 0
  mkdir -p "$shared_error_prone" \
    && echo "Premain-Class: ClassPathAgent" >"$shared_error_prone/manifest" \
    && mvn -q -f scripts/lib/error-prone/pom.xml "$(version error-prone.version)" "$(version nullaway.version)" \
      dependency:build-classpath -Dmdep.outputFile="$shared_error_prone/classpath.txt" \
    && "$JAVA_HOME/bin/javac" -d "$shared_error_prone" scripts/lib/error-prone/ClassPathAgent.java \
    && "$JAVA_HOME/bin/jar" --create --file "$shared_error_prone/agent.jar" --manifest "$shared_error_prone/manifest" \
      -C "$shared_error_prone" ClassPathAgent.class
}

if build_error_prone_agent; then
  export MAVEN_OPTS="${MAVEN_OPTS:-} -javaagent:$shared_error_prone/agent.jar=$(<"$shared_error_prone/classpath.txt")"
fi
