#!/bin/bash
# Written by fleetc from cluster.yaml, deployments.big-split. Edit that instead.
# Returns when the server answers. It binds its port before the model is loaded and
# says 503 until then. The question goes through bash itself: a node needs no curl.
set -uo pipefail

ask() {
  local status
  exec 3<>/dev/tcp/192.168.1.20/8100 || return 1
  printf 'GET /health HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
  read -r -t 5 _ status _ <&3
  [[ $status == 200 ]]
}

until (ask) 2>/dev/null; do
  # systemd does not end this script when the server ends.
  if [[ -n ${MAINPID-} ]] && ! kill -0 "$MAINPID" 2>/dev/null; then
    echo 'fleetc: big-split ended before it answered; its last lines say why' >&2
    exit 1
  fi
  if ((SECONDS >= 480)); then
    echo 'fleetc: big-split did not answer within 480 s (start_timeout)' >&2
    exit 1
  fi
  sleep 0.5
done
