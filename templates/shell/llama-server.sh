{{!
  deployment    plain     what the spec calls it
  program       plain     the server
  arguments     list      its command line, flag by flag
    flag        plain     without its dashes
    values      list      none for a switch
      .         text      one word
}}
#!/bin/bash
# Written by fleetc from cluster.yaml, deployments.{{deployment}}. Edit that instead.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

# The unit gives the variables of 'env' and runs check.sh. Started by hand, as the
# unit's user, this script does both itself: without the variables the server
# would take every card it sees.
if [[ ${FLEETC_DEPLOYMENT-} != {{deployment}} ]]; then
  set -a
  # shellcheck source=/dev/null
  . "$here/env"
  set +a
  "$here/check.sh"
fi

args=(
{{#arguments}}
  --{{flag}}{{#values}} {{.}}{{/values}}
{{/arguments}}
)
exec {{program}} "${args[@]}"
