{{!
  Step 6 of install.sh, with its names: what runs is brought to what is written.
}}
# 6. Enable, and bring what runs to what is written.
declare -A verbs=()
for ((i = 0; i < ${#watches[@]}; i += 3)); do
  unit=${watches[i + 2]}
  : "${verbs[$unit]:=start}"
  for path in "${changed[@]}"; do
    [[ $path == "${watches[i]}"* && ${verbs[$unit]} != restart ]] || continue
    verbs[$unit]=${watches[i + 1]}
  done
done
restart=() reload=() start=() all=() absent=()
for ((i = 2; i < ${#watches[@]}; i += 3)); do
  unit=${watches[i]}
  [[ " ${all[*]-} " != *" $unit "* ]] || continue
  if [[ -z $dry || -z ${wanted[etc/systemd/system/$unit]-} ]] && ! has_unit "$unit"; then
    [[ " ${absent[*]-} " == *" $unit "* ]] || warn "not enabled, for it is not there: $unit"
    absent+=("$unit")
    continue
  fi
  all+=("$unit")
  case ${verbs[$unit]} in
    restart) restart+=("$unit") ;;
    reload) reload+=("$unit") ;;
    *) start+=("$unit") ;;
  esac
done
# Programs that ran with files that are gone, and with what stood there before.
again=() reread=() halted=()
for path in "${changed[@]}"; do
  [[ -z ${wanted[$path]-} ]] || continue
  unit=''
  case $path in
    etc/systemd/system/*.service.d/*)
      unit=${path#etc/systemd/system/}
      unit=${unit%%.d/*}
      ;;
    etc/nginx/*) unit=nginx.service ;;
    etc/prometheus/prometheus.yml) unit=prometheus.service ;;
    etc/sysctl.d/*) [[ -n $root ]] || say "what /$path had set stays set until the machine boots" ;;
  esac
  [[ -n $unit && " ${all[*]-} ${again[*]-} ${reread[*]-} ${halted[*]-} " != *" $unit "* ]] || continue
  has_unit "$unit" || continue
  if [[ $unit == nginx.service ]]; then
    reread+=("$unit")
  elif [[ $unit == prometheus.service && " ${changed[*]} " == *' etc/prometheus/prometheus.yml '* ]] &&
    { [[ -n $dry ]] && ! is_there "$root/etc/prometheus/prometheus.yml.before-fleetc" ||
      ! is_there "$root/etc/prometheus/prometheus.yml"; }; then
    # It has no configuration left.
    halted+=("$unit")
  else
    again+=("$unit")
  fi
done
for unit in "${halted[@]}"; do halt "$unit"; done
ends() {
  rm -f -- "$pending"
  [[ -n $uninstall ]] || return 0
  rmdir --ignore-fail-on-non-empty -- "${pending%/*}"
  say "nothing of {{node}} is installed any more; users, models and what engines wrote are left"
}
if [[ -n $root ]]; then
  for unit in "${all[@]}"; do
    if [[ -n $dry ]]; then does enable "$unit"; else control enable --quiet "$unit"; fi
  done
  [[ -n $dry ]] || ends
  exit 0
fi
if [[ -n $dry ]]; then
  ((${#again[@]} == 0)) || does restart where it runs: "${again[@]}"
  ((${#reread[@]} == 0)) || does reload where it runs: "${reread[@]}"
  ((${#restart[@]} == 0)) || does enable and restart "${restart[@]}"
  ((${#reload[@]} == 0)) || does enable and reload "${reload[@]}"
  ((${#start[@]} == 0)) || does enable, and start where it does not run: "${start[@]}"
  exit 0
fi
((${#changed[@]} == 0)) || systemctl daemon-reload
for path in "${changed[@]}"; do
  if [[ $path == etc/sysctl.d/* && -e /$path ]]; then sysctl --quiet --load="/$path"; fi
done
failed='' stale=''
((${#again[@]} == 0)) || systemctl try-restart "${again[@]}" || failed=yes
((${#reread[@]} == 0)) || systemctl try-reload-or-restart "${reread[@]}" || failed=yes stale=yes
((${#all[@]} == 0)) || systemctl enable --quiet "${all[@]}"
((${#restart[@]} == 0)) || systemctl restart "${restart[@]}" || failed=yes
((${#reload[@]} == 0)) || systemctl reload-or-restart "${reload[@]}" || failed=yes stale=yes
((${#start[@]} == 0)) || systemctl start "${start[@]}" || failed=yes
# What did not start is started by the next run; what did not reload still runs with
# its old files, which only the list of what is pending knows.
[[ -n $stale ]] || ends
if [[ -n $failed ]]; then
  for unit in "${all[@]}"; do
    systemctl is-active --quiet "$unit" && continue
    # What our own scripts say of the reason, if it was they.
    reason=$(journalctl -u "$unit" -n 50 -o cat 2>/dev/null | grep '^fleetc: ' | tail -n 1) || reason=''
    warn "$unit does not run: ${reason:-see journalctl -u $unit}"
  done
  fail "the files are installed, but not every unit runs"
fi
[[ -n $uninstall ]] || say "{{node}} runs what its files say"
