# Sourced after jdk.sh: finds Node, which the CDK library needs, or installs it. If that fails, prints one line and exits
# with code 3. 'need_cdk' also installs the CDK CLI, in the version that infra/cdk/package-lock.json pins.
is_node() { command -v node >/dev/null && [[ "$(node --version)" =~ ^v([0-9]+) && "${BASH_REMATCH[1]}" -ge 18 ]]; }

if ! is_node && ! { install nodejs nodejs node && is_node; }; then
  echo "Deploying needs Node 18 or newer, and installing it failed: add node to the PATH." >&2
  exit 3
fi
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=true JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION=true \
  JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION=true

need_cdk() { # ROOT
  cdk="$1/infra/cdk/node_modules/.bin/cdk"
  [[ ! -x "$cdk" || "$1/infra/cdk/package-lock.json" -nt "$cdk" ]] || return 0
  if ! command -v npm >/dev/null && ! install npm npm node; then
    echo "Deploying needs npm, and installing it failed: add npm to the PATH." >&2
    exit 3
  fi
  echo "Installing the CDK CLI." >&2
  npm ci --prefix "$1/infra/cdk" --no-audit --no-fund --loglevel=error >&2
  touch "$cdk"
}
