# usage: source clock.sh INSTANT; writes $shifted_java, a java whose clock shows INSTANT when it starts. Its child processes
# share that clock. Maven itself keeps the real one, because it checks certificates.
faketime=$(find /usr/lib /usr/lib64 /usr/local/lib -name 'libfaketimeMT.so.1' -print -quit 2>/dev/null || true)
if [[ -z "$faketime" ]]; then
  install faketime libfaketime libfaketime || { echo "--clock needs libfaketime, and it could not be installed." >&2; exit 3; }
  faketime=$(find /usr/lib /usr/lib64 -name 'libfaketimeMT.so.1' -print -quit)
fi
if ! clock_target=$(date -u -d "${1:?--clock needs an instant such as 2028-02-29T00:00:30Z}" +%s); then
  exit 2
fi
shifted_java="$PWD/target/clock/bin/java"
mkdir -p "${shifted_java%/*}"
cat >"$shifted_java" <<SCRIPT
#!/usr/bin/env bash
export LD_PRELOAD=$faketime FAKETIME=\$(printf '%+ds' \$(($clock_target - \$(date +%s))))
exec "$JAVA_HOME/bin/java" "\$@"
SCRIPT
chmod +x "$shifted_java"
