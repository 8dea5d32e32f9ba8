# Sourced after jdk.sh: installs moto, an implementation of AWS, and cfn-lint, a checker of templates, if that is possible
# without a password. Tries at most once a day, for less than a minute. Without a tool, its tests are skipped.
aws_tools="$PWD/target/aws-tools"
PATH="$PATH:$aws_tools/bin"

install_with_pip() {
  python3 -m venv "$aws_tools" &&
    timeout 25 "$aws_tools/bin/pip" install --retries 0 --timeout 5 'moto[server]==5.2.1' cfn-lint==1.51.0
}

# Debian has no package of cfn-lint, and its package of moto lacks Flask-CORS, without which the server does not start.
install_moto_with_apt() {
  local root=() packages=(--no-install-recommends python3-moto python3-flask-cors)
  grep -qs '^ID=debian$' /etc/os-release || return 0
  [[ "$(id -u)" == 0 ]] || root=(sudo -n)
  ${root[@]+"${root[@]}"} true || return 0
  ${root[@]+"${root[@]}"} timeout 10 apt-get update || true
  # Only the download has a time limit: an interrupted installation would have to be repaired by hand.
  ${root[@]+"${root[@]}"} timeout 15 apt-get install -y --download-only "${packages[@]}" &&
    ${root[@]+"${root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-download "${packages[@]}"
}

if ! { command -v moto_server && command -v cfn-lint; } >/dev/null \
  && [[ -z "$(find "$aws_tools/tried" -mtime -1 2>/dev/null)" ]]; then
  echo "Installing moto and cfn-lint." >&2
  mkdir -p "$aws_tools"
  touch "$aws_tools/tried"
  { install_with_pip || command -v moto_server || install_moto_with_apt || true; } >/dev/null 2>&1 </dev/null
fi
