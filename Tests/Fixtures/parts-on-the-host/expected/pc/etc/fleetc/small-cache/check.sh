#!/bin/bash
# Written by fleetc from cluster.yaml, deployments.small-cache. Edit that instead.
# Says what is missing before the engine starts: one without its card would run on
# the processor, a hundred times slower, and look healthy.
set -euo pipefail

fail() {
  printf 'fleetc: %s\n' "$*" >&2
  exit 1
}

args=(
  '/srv/models/llama-3.2-3b-Q4_K_M.gguf'
)
for file in "${args[@]}"; do
  [[ -f $file ]] || fail "the model file $file is missing: copy it there"
  [[ -r $file ]] || fail "$(id -un) may not read the model file $file: chmod a+r it, and a+x its folders"
done

# An argument is where to look for devices, in place of /dev.
dev=${1:-/dev}
shopt -s nullglob

# Shown to be there by opening it: a sandbox may forbid what the mode allows.
needs() {
  [[ -e $1 ]] || fail "the device $1 is missing: $2"
  (: <>"$1") 2>/dev/null || fail "$(id -un) may not open $1: it must be in the group $(stat -c %G "$1")"
}
needs "$dev/nvidiactl" "is NVIDIA's driver loaded? See nvidia-smi"
needs "$dev/nvidia-uvm" "make it with: nvidia-modprobe -u -c 0"
found=("$dev"/nvidia[0-9]*)
((${#found[@]} >= 2)) || fail "the driver has ${#found[@]} cards, and 2 are needed"
for card in "${found[@]}"; do needs "$card" "is the card lost? See nvidia-smi"; done
