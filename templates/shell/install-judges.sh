{{!
  Step 4 of install.sh, with its names: the node's own programs judge the files.
}}
# 4. Do the node's own programs take the files? Asked of copies whose paths lead to
# the copies, before anything is switched.
reword() {
  local text
  text=$(<"$1")
  printf '%s\n' "${text//"$2"/"$3"}" >"$1"
}
# The programs of an image are not where its units will find them, and those that
# are missing are nowhere: the units are judged without them.
stand_in() {
  local program
  for program in "${programs[@]}"; do
    if [[ ! -x $root$program ]]; then
      reword "$1" "=$program " '=/bin/true '
    elif [[ -n $root ]]; then
      reword "$1" "=$program " "=$root$program "
    fi
  done
}
# A unit of another package, whose program is elsewhere or nowhere.
stand_in_unit() {
  local folder
  for folder in etc usr/local/lib usr/lib lib; do
    [[ -e $root/$folder/systemd/system/$1 ]] || continue
    cp -- "$root/$folder/systemd/system/$1" "$stage/etc/systemd/system/$1"
    stand_in "$stage/etc/systemd/system/$1"
    return
  done
}
check_units() {
  local names=() file unit output status=0
  for file in "$stage"/etc/systemd/system/*.service "$stage"/etc/systemd/system/*.d/*.conf; do
    [[ -f $file ]] || continue
    reword "$file" "=$config/" "=$stage$config/"
    stand_in "$file"
    unit=${file##*/}
    if [[ $file == *.conf ]]; then
      unit=${file%/*}
      unit=${unit##*/}
      unit=${unit%.d}
      has_unit "$unit" || continue
      if [[ (-n $root || $missing -gt 0) && ! -e $stage/etc/systemd/system/$unit ]]; then
        stand_in_unit "$unit"
      fi
    else
      unit=$file
    fi
    names+=("$unit")
  done
{{#standard}}
  # Models are units that require it.
  has_unit ollama.service ||
    printf '[Service]\nExecStart=/bin/true\n' >"$stage/etc/systemd/system/ollama.service"
{{/standard}}
  ((${#names[@]})) || return 0
  output=$(SYSTEMD_UNIT_PATH="$stage/etc/systemd/system:$root/etc/systemd/system:$root/usr/lib/systemd/system:$root/lib/systemd/system:" \
    systemd-analyze verify --man=no "${names[@]}" 2>&1) || status=$?
  # What it says of other units is theirs to mend.
  if ((status)) || [[ $output == *"$stage"* ]]; then
    warn "systemd does not take these units, and nothing was changed:"
    fail "${output//"$stage"/}"
  fi
}
check_nginx() {
  local path file output
  mkdir -p "$stage/nginx"
  cp -a -- "$root/etc/nginx" "$stage/nginx/"
  for path in "${gone[@]}"; do
    [[ $path == etc/nginx/* ]] || continue
    rm -f -- "$stage/nginx/${path#etc/}"
    file=$root/$path.before-fleetc
    if [[ -e $file || -L $file ]]; then cp -a -- "$file" "$stage/nginx/${path#etc/}"; fi
  done
  if [[ -e $stage/etc/nginx ]]; then cp -a -- "$stage/etc/nginx" "$stage/nginx/"; fi
  while IFS= read -r -d '' file; do
    reword "$file" /etc/nginx/ "$stage/nginx/nginx/"
  done < <(find "$stage/nginx/nginx" -type f -exec grep -lZF /etc/nginx/ {} +)
  if ! output=$(nginx -t -c "$stage/nginx/nginx/nginx.conf" 2>&1); then
    # It then tries the node's addresses, which the maker of an image need not have.
    [[ -z $root || $output != *'syntax is ok'* ]] || return 0
    warn "nginx does not take its files, and nothing was changed:"
    fail "${output//"$stage/nginx/nginx"//etc/nginx}"
  fi
}
check_prometheus() {
  local output
  if ! output=$(promtool check config "$stage/etc/prometheus/prometheus.yml" 2>&1); then
    warn "Prometheus does not take its files, and nothing was changed:"
    fail "${output//"$stage"/}"
  fi
}
checks() {
  [[ -e $stage/$1 ]] || return 0
  if command -v "$2" >/dev/null; then "$3"; else warn "not checked, for $2 is not here: /$1"; fi
}
PATH=$PATH:/usr/sbin:/sbin
checks etc/systemd/system systemd-analyze check_units
if [[ -e $root/etc/nginx/nginx.conf ]]; then checks etc/nginx nginx check_nginx; fi
checks etc/prometheus/prometheus.yml promtool check_prometheus
