#!/bin/bash
# Written by fleetc from cluster.yaml, deployments.small-box. Edit that instead.
# Makes the model under each name it is asked by, and loads it. Does the same again
# each time: a model that is pulled anew is made anew. Fetches nothing.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

fail() {
  printf 'fleetc: %s\n' "$*" >&2
  exit 1
}

# The unit gives the variables of 'env'. Started by hand, they are read here.
if [[ ${FLEETC_DEPLOYMENT-} != small-box ]]; then
  set -a
  # shellcheck source=/dev/null
  . "$here/env"
  set +a
fi

# What the model is made from.
args=(
  'llama3.2:3b'
)
source=${args[0]}

until /usr/local/bin/ollama list >/dev/null 2>&1; do
  ((SECONDS < 340)) || fail "no Ollama answers on $OLLAMA_HOST: see systemctl status 'ollama*'"
  sleep 0.5
done

/usr/local/bin/ollama show -- "$source" >/dev/null 2>&1 ||
  fail "the model $source is not here: get it with: OLLAMA_HOST=$OLLAMA_HOST /usr/local/bin/ollama pull $(printf %q "$source")"

modelfile=$(mktemp)
trap 'rm -f -- "$modelfile"' EXIT
{
  printf 'FROM %s\n' "$source"
  echo 'PARAMETER num_ctx 8192'
  echo 'PARAMETER num_batch 512'
  echo 'PARAMETER num_gpu 0'
} >"$modelfile"
/usr/local/bin/ollama create small -f "$modelfile"
/usr/local/bin/ollama cp small chat

# An empty request loads the model and returns when it is in memory. It goes
# through bash itself: a node needs no curl.
load() {
  local body='{"model": "small", "keep_alive": -1}' status
  exec 3<>/dev/tcp/127.0.0.1/11434 || return 1
  printf 'POST /api/generate HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/json\r\n' >&3
  printf 'Content-Length: %d\r\n\r\n%s' "${#body}" "$body" >&3
  read -r -t 340 _ status _ <&3 || return 1
  [[ $status == 200 ]]
}
(load) || fail "small was made but not loaded: see journalctl -u 'ollama*'"
