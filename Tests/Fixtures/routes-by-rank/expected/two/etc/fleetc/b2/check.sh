#!/bin/bash
# Written by fleetc from cluster.yaml, deployments.b2. Edit that instead.
# Says what is missing before the engine starts: one without its card would run on
# the processor, a hundred times slower, and look healthy.
set -euo pipefail

fail() {
  printf 'fleetc: %s\n' "$*" >&2
  exit 1
}

args=(
  '/srv/models/smollm2-135m-Q8_0.gguf'
)
for file in "${args[@]}"; do
  [[ -f $file ]] || fail "the model file $file is missing: copy it there"
  [[ -r $file ]] || fail "$(id -un) may not read the model file $file: chmod a+r it, and a+x its folders"
done

