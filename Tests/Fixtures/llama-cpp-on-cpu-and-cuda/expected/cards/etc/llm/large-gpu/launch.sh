#!/bin/bash
# Written by fleetc from cluster.yaml, deployments.large-gpu. Edit that instead.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

# The unit gives the variables of 'env' and runs check.sh. Started by hand, as the
# unit's user, this script does both itself: without the variables the server
# would take every card it sees.
if [[ ${FLEETC_DEPLOYMENT-} != large-gpu ]]; then
  set -a
  # shellcheck source=/dev/null
  . "$here/env"
  set +a
  "$here/check.sh"
fi

args=(
  --model '/srv/large.gguf'
  --alias 'large,think'
  --host '192.168.1.10'
  --port '9100'
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
  --gpu-layers '41'
  --tensor-split '1,1'
)
exec /opt/llama/bin/llama-server "${args[@]}"
