#!/bin/bash
# Written by fleetc from cluster.yaml, deployments.small-cache. Edit that instead.
# Returns when the server answers. It binds its port before the model is loaded and
# says 503 until then. The question goes through bash itself: a node needs no curl.
set -uo pipefail

ask() {
  local status
  exec 3<>/dev/tcp/192.168.1.20/8101 || return 1
  printf 'GET /health HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
  read -r -t 5 _ status _ <&3
  [[ $status == 200 ]]
}

until (ask) 2>/dev/null; do
  # systemd does not end this script when the server ends.
  if [[ -n ${MAINPID-} ]] && ! kill -0 "$MAINPID" 2>/dev/null; then
    echo 'fleetc: small-cache ended before it answered; its last lines say why' >&2
    exit 1
  fi
  if ((SECONDS >= 340)); then
    echo 'fleetc: small-cache did not answer within 340 s (start_timeout)' >&2
    exit 1
  fi
  sleep 0.5
done
