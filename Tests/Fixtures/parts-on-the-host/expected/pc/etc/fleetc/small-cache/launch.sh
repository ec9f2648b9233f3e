#!/bin/bash
# Written by fleetc from cluster.yaml, deployments.small-cache. Edit that instead.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

# The unit gives the variables of 'env' and runs check.sh. Started by hand, as the
# unit's user, this script does both itself: without the variables the server
# would take every card it sees.
if [[ ${FLEETC_DEPLOYMENT-} != small-cache ]]; then
  set -a
  # shellcheck source=/dev/null
  . "$here/env"
  set +a
  "$here/check.sh"
fi

args=(
  --model '/srv/models/llama-3.2-3b-Q4_K_M.gguf'
  --alias 'small,chat'
  --host '192.168.1.20'
  --port '8101'
  --ctx-size '4096'
  --parallel '1'
  --batch-size '2048'
  --ubatch-size '512'
  --cache-type-k 'f16'
  --cache-type-v 'f16'
  --flash-attn 'on'
  --cache-ram '0'
  --fit 'off'
  --metrics
  --gpu-layers '29'
  --no-kv-offload
)
exec /usr/local/bin/llama-server "${args[@]}"
