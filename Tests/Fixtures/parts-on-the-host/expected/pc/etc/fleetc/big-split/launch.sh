#!/bin/bash
# Written by fleetc from cluster.yaml, deployments.big-split. Edit that instead.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

# The unit gives the variables of 'env' and runs check.sh. Started by hand, as the
# unit's user, this script does both itself: without the variables the server
# would take every card it sees.
if [[ ${FLEETC_DEPLOYMENT-} != big-split ]]; then
  set -a
  # shellcheck source=/dev/null
  . "$here/env"
  set +a
  "$here/check.sh"
fi

args=(
  --model '/srv/models/qwen3-14b-Q4_K_M.gguf'
  --alias 'big,chat'
  --host '192.168.1.20'
  --port '8100'
  --ctx-size '8192'
  --parallel '1'
  --batch-size '2048'
  --ubatch-size '512'
  --cache-type-k 'q8_0'
  --cache-type-v 'q8_0'
  --flash-attn 'on'
  --cache-ram '0'
  --fit 'off'
  --metrics
  --gpu-layers '33'
  --tensor-split '3,2'
)
exec /usr/local/bin/llama-server "${args[@]}"
