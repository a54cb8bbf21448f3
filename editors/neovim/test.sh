#!/usr/bin/env bash
# Tries the setup of this folder in a real Neovim, headless.
# Needs Neovim 0.7 or later (Debian: apt-get install neovim) and Go.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

for tool in nvim go; do
	command -v "$tool" >/dev/null || { echo "editors/neovim/test.sh: needs $tool, which is not installed" >&2; exit 1; }
done

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
(cd "$here/../.." && CGO_ENABLED=0 go build -o "$dir/hublint" ./cmd/hublint)
mkdir "$dir/work"
cat >"$dir/work/main.bicep" <<'BICEP'
resource hub 'Microsoft.Devices/IotHubs@2023-06-30' = {
  name: 'hub1'
  location: 'westeurope'
  sku: { name: 'S1', capacity: 1 }
  properties: {
    minTlsVersion: '1.0'
  }
}
BICEP

cd "$dir/work"
export XDG_STATE_HOME=$dir XDG_DATA_HOME=$dir XDG_CACHE_HOME=$dir
timeout 60 nvim --headless --clean --cmd "let g:hublint_command = '$dir/hublint'" -S "$here/hublint.lua" -S "$here/test.lua"
echo
