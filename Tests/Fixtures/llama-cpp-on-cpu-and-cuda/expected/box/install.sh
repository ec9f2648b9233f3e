#!/bin/bash
# Written by fleetc from cluster.yaml, nodes.box. Edit that instead.
# Installs the files beside it onto this machine. Run it again as often as you like.
set -euo pipefail
umask 022
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
config=/etc/fleetc
state=/var/lib/fleetc

args=(
  '/srv/models/qwen 3/small'\''s.gguf'
)
models=("${args[@]}")

# Mode, SHA-256, path.
files=(
  0755 80210acd26f7edcb57c7d611b0ebd7542d05e30c0d2da8c78e66e9b3f2a8fedc etc/fleetc/small-cpu/check.sh
  0644 8f879342f78f73b40795a1837dbc08c052b9e2081abb30fc54af749e3c7635b2 etc/fleetc/small-cpu/env
  0755 3d8b25bee7df87c578e2a360e5cecb54d6c472deffafbf5e6e7e40e9f8fac428 etc/fleetc/small-cpu/launch.sh
  0755 fedbb21bc2f7f1aa368f8f11704ed75793e3d1fc521801c410d9ce1febcbc4b0 etc/fleetc/small-cpu/ready.sh
  0644 632b36b2108459b7e4fa48a39f44d4c770d0c38dc59fe5324fb91b117a39ff4c etc/nginx/conf.d/fleetc.conf
  0644 4351c4a7bd674b770a02e57d6eaae8053aabc6cb6d3451ec335034129787f207 etc/nginx/fleetc/models.json
  0644 faa82c92b35362d64802f0ccef13b6d22dbc6878a622afa27adfffea97853ac4 etc/nginx/fleetc/models/chat.json
  0644 7e0ddc435bd75789d34cd415650a96c6a616368cdf89eac51b7971780eeac1dd etc/nginx/fleetc/models/think.json
  0644 9c0fefc89c58d5042c0463f00add99cd22c184502bcaa6246ae42f6fe09fc435 etc/sysctl.d/60-fleetc.conf
  0644 a41217c0997108cbddf6c2a7f135b14d26d3be12367a7b97fe0ab809c92ad46f etc/systemd/system/fleetc-small-cpu.service
  0644 c1be465104fdd1b8706a884495d55394706117487a049a0e45cff4730990f8f8 usr/lib/sysusers.d/fleetc.conf
  0644 89ae93e3c388e7de9273b39c5def3ebb01887cb0894ff4b334c788460ef666c2 usr/lib/tmpfiles.d/fleetc.conf
)

# Where a path begins so and its file changed, what is done to which unit.
watches=(
  etc/fleetc/small-cpu/ restart fleetc-small-cpu.service
  etc/nginx/ reload nginx.service
  etc/systemd/system/fleetc-small-cpu.service restart fleetc-small-cpu.service
)

say() { printf '%s\n' "$*"; }
warn() { printf 'install.sh: %s\n' "$*" >&2; }
fail() {
  warn "$@"
  exit 1
}

usage='usage: install.sh [--dry-run] [--root DIR] [--allow-missing] [--replace-node] [--uninstall]
  --dry-run        say what would be done, and change nothing
  --root DIR       install into an image or a test folder; start nothing
  --allow-missing  go on where programs or model files are missing
  --replace-node   install even where the files of another node are installed, in their place
  --uninstall      stop and remove what was installed, and put back what stood there before'
root='' dry='' lenient='' replace='' uninstall=''
while (($#)); do
  case $1 in
    --dry-run) dry=yes ;;
    --allow-missing) lenient=yes ;;
    --replace-node) replace=yes ;;
    --uninstall) uninstall=yes ;;
    --root)
      [[ -d ${2-} ]] || fail "--root wants a folder that is there"
      root=$(cd -- "$2" && pwd)
      shift
      ;;
    -h | --help)
      say "$usage"
      exit 0
      ;;
    *)
      warn "what is '$1'?"
      say "$usage" >&2
      exit 2
      ;;
  esac
  shift
done
root=${root%/}
[[ -n $root || -n $dry || $EUID == 0 ]] || fail "run it as root, or with --dry-run"
# To uninstall is to install nothing: all that is there is then too much.
[[ -z $uninstall ]] || files=() watches=() models=()

# Its path becomes a word of units, where a space of TMPDIR would part it.
stage=$(TMPDIR='' mktemp -d)
partial=''
trap 'rm -rf -- "$stage" ${partial:+"$partial"}' EXIT

# 1. Is everything here, as it was built?
for ((i = 0; i < ${#files[@]}; i += 3)); do
  path=${files[i + 2]}
  [[ -f $here/$path ]] || fail "$path is not beside this script: copy the folder again"
  sum=$(sha256sum <"$here/$path")
  [[ ${sum%% *} == "${files[i + 1]}" ]] || fail "$path is not as it was built: copy the folder again"
  [[ ! -d $root/$path || -L $root/$path ]] || fail "/$path is a folder: move it away"
  install -D -m "${files[i]}" -- "$here/$path" "$stage/$path"
done

# 2. What did earlier runs bring? One list names what is installed, the other what
# a run put or removed and, being interrupted, never told the units of. In that one
# '- PATH' is a path that was given back to what stood there before.
list=$root$state/install.list pending=$root$state/install.pending
owner='# box of lab'
gone=() changed=()
declare -A wanted=() ours=()
recall() {
  local line path
  [[ -e $1 ]] || return 0
  while IFS= read -r line; do
    path=${line#- }
    if [[ $line == '# '* ]]; then
      [[ $line == "$owner" || -n $replace ]] ||
        fail "this machine is ${line#\# }, and these are files of ${owner#\# }" \
          "(--replace-node puts them in their place)"
      continue
    fi
    [[ $path != /* && /$path/ != */../* ]] || fail "$1 names $path, which is no path below the root"
    ours[$path]=yes
    if [[ $line == '- '* && ! -e $root/$path.before-fleetc && ! -L $root/$path.before-fleetc ]]; then
      unset "ours[$path]"
    fi
    [[ $1 != "$pending" ]] || changed+=("$path")
  done <"$1"
}
recall "$list"
recall "$pending"
for ((i = 2; i < ${#files[@]}; i += 3)); do wanted[${files[i]}]=yes; done
while IFS= read -r path; do
  [[ -z $path || -n ${wanted[$path]-} ]] || gone+=("$path")
done < <(printf '%s\n' "${!ours[@]}" | LC_ALL=C sort)
if [[ -n $uninstall && ! -e $list && ! -e $pending ]]; then
  say "nothing is installed here: there is no $list"
  exit 0
fi

# 3. Is everything there that the files need? Nothing is fetched.
missing=0 programs=()
lacks() {
  warn "missing: $1"
  warn "  get it with: $2"
  missing=$((missing + 1))
}
program() {
  programs+=("$1")
  [[ -x $root$1 ]] || lacks "$1" "$2"
}
has_unit() {
  local folder
  for folder in etc usr/local/lib usr/lib lib; do
    [[ ! -e $root/$folder/systemd/system/$1 ]] || return 0
  done
  return 1
}
needs() {
  # A node may need none.
  :
  program /usr/local/bin/llama-server 'cmake -B build -DBUILD_SHARED_LIBS=OFF && cmake --build build --target llama-server && install -m 0755 build/bin/llama-server /usr/local/bin/llama-server (in a checkout of llama.cpp)'
  program /usr/sbin/nginx 'apt-get install nginx'
}
[[ -n $uninstall ]] || needs
for model in "${models[@]}"; do
  [[ -f $root$model ]] || lacks "the model file $model" "install -D -m 0644 FILE $(printf %q "$model")"
done
if ((missing)) && [[ -z $lenient ]]; then
  fail "$missing things are missing and nothing was changed (--allow-missing goes on without them)"
fi

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

# 5. Switch. Each path is noted before it is touched: where this run is interrupted,
# the next one does what is left, and tells the units of what this one did.
does() {
  [[ -z $dry ]] || say "would $*"
  [[ -n $dry ]] || say "$*"
}
control() { systemctl ${root:+--root="$root"} "$@"; }
is_there() { [[ -e $1 || -L $1 ]]; }
note() {
  [[ -z $dry ]] || return 0
  mkdir -p -- "${pending%/*}"
  [[ -e $pending ]] || say "$owner" >"$pending"
  say "$1" >>"$pending"
}
# What is not ours stays beside, as it was.
keep() {
  local target=$root/$1 kept=$root/$1.before-fleetc
  if is_there "$kept"; then
    warn "/$1 is not of an earlier install and is replaced; /$1.before-fleetc is an older copy and stays"
    return
  fi
  does keep "/$1 as /$1.before-fleetc"
  [[ -z $dry ]] || return 0
  partial=$(mktemp -u -- "$kept.XXXXXX")
  cp -aT -- "$target" "$partial"
  mv -fT -- "$partial" "$kept"
  partial=''
}
put() {
  local target=$root/$2 folder same=''
  local now="$1 0:0"
  # Somebody else's files in an image of their own stay theirs.
  ((EUID == 0)) || now="$1 $(id -u):$(id -g)"
  if [[ -f $target && ! -L $target ]] && cmp -s -- "$here/$2" "$target"; then same=yes; fi
  if [[ -n $same && $(stat -c '0%a %u:%g' -- "$target") == "$now" ]]; then return; fi
  if [[ -z $same && -z ${ours[$2]-} ]] && is_there "$target"; then keep "$2"; fi
  changed+=("$2")
  does write "/$2"
  [[ -z $dry ]] || return 0
  note "$2"
  folder=${target%/*}
  mkdir -p -- "$folder"
  partial=$(mktemp -- "$folder/.fleetc.XXXXXX")
  cp -- "$here/$2" "$partial"
  chmod -- "$1" "$partial"
  ((EUID != 0)) || chown 0:0 -- "$partial"
  mv -fT -- "$partial" "$target"
  partial=''
}
halt() {
  does stop and disable "$1"
  [[ -z $dry ]] || return 0
  if [[ -z $root ]]; then systemctl disable --now --quiet "$1"; else control disable --quiet "$1"; fi
}
drop() {
  local target=$root/$1 kept=$root/$1.before-fleetc
  changed+=("$1")
  if is_there "$kept"; then
    does put back "/$1 as it was before"
    note "- $1"
    [[ -n $dry ]] || mv -fT -- "$kept" "$target"
    return
  fi
  does remove "/$1"
  [[ -z $dry ]] || return 0
  note "$1"
  rm -f -- "$target"
  case /$1 in
    "$config"/* | /etc/systemd/system/*.d/* | /etc/prometheus/targets/* | /etc/nginx/fleetc/*)
      (cd -- "$root/" && rmdir -p --ignore-fail-on-non-empty -- "${1%/*}")
      ;;
  esac
}
# Units stop while their files are still there.
for path in "${gone[@]}"; do
  if [[ $path == etc/systemd/system/*.service && -e $root/$path ]]; then halt "${path##*/}"; fi
done
for path in "${gone[@]}"; do
  if is_there "$root/$path" || is_there "$root/$path.before-fleetc"; then drop "$path"; fi
done
for ((i = 0; i < ${#files[@]}; i += 3)); do put "${files[i]}" "${files[i + 2]}"; done

if [[ -z $dry ]]; then
  if [[ -n ${wanted[usr/lib/sysusers.d/fleetc.conf]-} ]]; then
    systemd-sysusers ${root:+--root="$root"} fleetc.conf
  fi
  if [[ -n ${wanted[usr/lib/tmpfiles.d/fleetc.conf]-} ]]; then
    systemd-tmpfiles ${root:+--root="$root"} --create fleetc.conf
  fi
  say "$owner" >"$stage/list"
  for ((i = 2; i < ${#files[@]}; i += 3)); do say "${files[i]}"; done >>"$stage/list"
  if [[ -n $uninstall ]]; then
    rm -f -- "$list"
  elif ! cmp -s -- "$stage/list" "$list"; then
    mkdir -p -- "${list%/*}"
    partial=$(mktemp -- "$list.XXXXXX")
    cp -- "$stage/list" "$partial"
    chmod 0644 -- "$partial"
    mv -fT -- "$partial" "$list"
    partial=''
  fi
fi

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
  say "nothing of box is installed any more; users, models and what engines wrote are left"
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
[[ -n $uninstall ]] || say "box runs what its files say"
