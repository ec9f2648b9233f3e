{{!
  deployments   list      those that it is for
    .           plain     what the spec calls one
  files         list      what the engine opens
    .           text      a path
  cards         plain     how many cards the driver must have, counted from 0
  cuda          flag      NVIDIA's driver runs the cards
  rocm          flag      AMD's compute driver does
  vulkan        flag      any driver does that has render nodes
  gpu           flag      there are cards at all
}}
#!/bin/bash
# Written by fleetc from cluster.yaml{{#deployments}}, deployments.{{.}}{{/deployments}}. Edit that instead.
# Says what is missing before the engine starts: one without its card would run on
# the processor, a hundred times slower, and look healthy.
set -euo pipefail

fail() {
  printf 'fleetc: %s\n' "$*" >&2
  exit 1
}

args=(
{{#files}}
  {{.}}
{{/files}}
)
for file in "${args[@]}"; do
  [[ -f $file ]] || fail "the model file $file is missing: copy it there"
  [[ -r $file ]] || fail "$(id -un) may not read the model file $file: chmod a+r it, and a+x its folders"
done

{{#gpu}}
# An argument is where to look for devices, in place of /dev.
dev=${1:-/dev}
shopt -s nullglob

# Shown to be there by opening it: a sandbox may forbid what the mode allows.
needs() {
  [[ -e $1 ]] || fail "the device $1 is missing: $2"
  (: <>"$1") 2>/dev/null || fail "$(id -un) may not open $1: it must be in the group $(stat -c %G "$1")"
}
{{/gpu}}
{{#cuda}}
needs "$dev/nvidiactl" "is NVIDIA's driver loaded? See nvidia-smi"
needs "$dev/nvidia-uvm" "make it with: nvidia-modprobe -u -c 0"
found=("$dev"/nvidia[0-9]*)
((${#found[@]} >= {{cards}})) || fail "the driver has ${#found[@]} cards, and {{cards}} are needed"
for card in "${found[@]}"; do needs "$card" "is the card lost? See nvidia-smi"; done
{{/cuda}}
{{#rocm}}
needs "$dev/kfd" "is the amdgpu driver loaded? See lsmod"
found=("$dev"/dri/renderD*)
((${#found[@]} >= {{cards}})) || fail "the driver has ${#found[@]} cards, and {{cards}} are needed"
for card in "${found[@]}"; do needs "$card" "is the card lost? See dmesg"; done
{{/rocm}}
{{#vulkan}}
found=("$dev"/dri/renderD*)
((${#found[@]} >= {{cards}})) || fail "the driver has ${#found[@]} cards, and {{cards}} are needed"
for card in "${found[@]}"; do needs "$card" "is the card lost? See dmesg"; done
{{/vulkan}}
