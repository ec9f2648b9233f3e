#!/bin/bash
# Written by fleetc from cluster.yaml, deployments.small-gpu. Edit that instead.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

# The unit gives the variables of 'env' and runs check.sh. Started by hand, as the
# unit's user, this script does both itself: without the variables the server
# would take every card it sees.
if [[ ${FLEETC_DEPLOYMENT-} != small-gpu ]]; then
  set -a
  # shellcheck source=/dev/null
  . "$here/env"
  set +a
  "$here/check.sh"
fi

args=(
  --model '/home/alice/models/qwen 3/small'\''s.gguf'
  --alias 'small,chat,think'
  --host '192.168.1.10'
  --port '9000'
  --ctx-size '16384'
  --parallel '2'
  --batch-size '2048'
  --ubatch-size '1024'
  --cache-type-k 'q8_0'
  --cache-type-v 'q4_0'
  --flash-attn 'on'
  --cache-ram '0'
  --fit 'off'
  --metrics
  --gpu-layers '37'
  --jinja
  --reasoning-format 'none'
  --logit-bias '1-1'
  --logit-bias '2+1'
)
exec /opt/llama/bin/llama-server "${args[@]}"
