# Sourced after jdk.sh: finds Node, on which half of the CDK's library runs, installs it where it may, or stops with one
# line (exit 3). 'need_cdk' also gets the CDK's command line, in the version that infra/cdk/package-lock.json pins.
is_node() { command -v node >/dev/null && [[ "$(node --version)" =~ ^v([0-9]+) && "${BASH_REMATCH[1]}" -ge 18 ]]; }

if ! is_node && ! { install nodejs nodejs node && is_node; }; then
  echo "Grantkeeper's infrastructure needs Node 18 or newer, and it could not be installed: put node on the PATH." >&2
  exit 3
fi
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=true JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION=true \
  JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION=true

need_cdk() { # ROOT
  cdk="$1/infra/cdk/node_modules/.bin/cdk"
  [[ ! -x "$cdk" || "$1/infra/cdk/package-lock.json" -nt "$cdk" ]] || return 0
  if ! command -v npm >/dev/null && ! install npm npm node; then
    echo "Deploying needs npm, and it could not be installed: put npm on the PATH." >&2
    exit 3
  fi
  echo "Getting the CDK's command line." >&2
  npm ci --prefix "$1/infra/cdk" --no-audit --no-fund --loglevel=error >&2
  touch "$cdk"
}
