# Sourced after jdk.sh: installs moto, an implementation of AWS, on Debian. Without it, its tests are skipped.
# Debian's package of moto does not depend on Flask-CORS, without which the server does not start.
if ! command -v moto_server >/dev/null && grep -qs '^ID=debian$' /etc/os-release; then
  { install python3-flask-cors python3-flask-cors '' && install python3-moto python3-moto moto; } \
    || echo "Installing moto failed, so its tests are skipped." >&2
fi
