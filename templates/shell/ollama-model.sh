{{!
  deployment    plain     what the spec calls it
  program       plain     Ollama
  host          plain     where the daemon answers on this node
  port          plain     its port
  seconds       plain     how long loading may take
  isTag         flag      it is made from a tag that was pulled, not from a file
  source        text      the tag or the file
  parameters    list      what the model is made with
    name        plain     the parameter
    value       plain     what it is set to
  model         plain     what it is made as
  aliases       list      its other names
    .           plain     one of them
}}
#!/bin/bash
# Written by fleetc from cluster.yaml, deployments.{{deployment}}. Edit that instead.
# Makes the model under each name it is asked by, and loads it. Does the same again
# each time: a model that is pulled anew is made anew. Fetches nothing.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

fail() {
  printf 'fleetc: %s\n' "$*" >&2
  exit 1
}

# The unit gives the variables of 'env'. Started by hand, they are read here.
if [[ ${FLEETC_DEPLOYMENT-} != {{deployment}} ]]; then
  set -a
  # shellcheck source=/dev/null
  . "$here/env"
  set +a
fi

# What the model is made from.
args=(
  {{source}}
)
source=${args[0]}

until {{program}} list >/dev/null 2>&1; do
  ((SECONDS < {{seconds}})) || fail "no Ollama answers on $OLLAMA_HOST: see systemctl status 'ollama*'"
  sleep 0.5
done

{{#isTag}}
{{program}} show -- "$source" >/dev/null 2>&1 ||
  fail "the model $source is not here: get it with: OLLAMA_HOST=$OLLAMA_HOST {{program}} pull $(printf %q "$source")"
{{/isTag}}
{{^isTag}}
[[ -r $source ]] || fail "the model file $source is missing, or $(id -un) may not read it"
{{/isTag}}

modelfile=$(mktemp)
trap 'rm -f -- "$modelfile"' EXIT
{
  printf 'FROM %s\n' "$source"
{{#parameters}}
  echo 'PARAMETER {{name}} {{value}}'
{{/parameters}}
} >"$modelfile"
{{program}} create {{model}} -f "$modelfile"
{{#aliases}}
{{program}} cp {{model}} {{.}}
{{/aliases}}

# An empty request loads the model and returns when it is in memory. It goes
# through bash itself: a node needs no curl.
load() {
  local body='{"model": "{{model}}", "keep_alive": -1}' status
  exec 3<>/dev/tcp/{{host}}/{{port}} || return 1
  printf 'POST /api/generate HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/json\r\n' >&3
  printf 'Content-Length: %d\r\n\r\n%s' "${#body}" "$body" >&3
  read -r -t {{seconds}} _ status _ <&3 || return 1
  [[ $status == 200 ]]
}
(load) || fail "{{model}} was made but not loaded: see journalctl -u 'ollama*'"
