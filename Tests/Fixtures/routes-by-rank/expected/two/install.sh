#!/bin/bash
# Written by fleetc from cluster.yaml, nodes.two. Edit that instead.
# Installs the files beside it onto this machine. Run it again as often as you like.
set -euo pipefail
umask 022
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
config=/etc/fleetc
state=/var/lib/fleetc

args=(
  '/srv/models/smollm2-135m-Q8_0.gguf'
)
models=("${args[@]}")

# Mode, SHA-256, path.
files=(
  0755 c802f7956fe900867ded81120b6c2bf3fb5bdb7f7773a786042983f6593b8db6 etc/fleetc/a2/check.sh
  0644 a53741e4f41663f30184cc2439dac28663d5c67c3e2ff038391d560a5e63125d etc/fleetc/a2/env
  0755 3e4381e9a77fe5d37065b6bd2192d7d5baabe58b3ab8a21fe49dfa58dfae2cc6 etc/fleetc/a2/launch.sh
  0755 627dda17e5f71a4f88ca2742503c2cf322e6c4804f9bb2c89010bb53a4834084 etc/fleetc/a2/ready.sh
  0755 d03f7db5315aa272e7344b9f81bbf768e0d3632d4427cc57e95e409495f252f6 etc/fleetc/b2/check.sh
  0644 8e5f0c37cce48aef206e7289513c52c131f04d24d6c74d28a9e6ba88dd17edb1 etc/fleetc/b2/env
  0755 63ff7474c6015cd726efa3484da731d63cb77210837d135df20506df26e3d3e6 etc/fleetc/b2/launch.sh
  0755 b304a4ea8399a346b6c19078e8a8b9ca9945278f3ed9968d82431205497923b0 etc/fleetc/b2/ready.sh
  0644 dd1993f87234dd323e7b7708d8276b69a51ddd8e8f638046a380d09639a70c6a etc/fleetc/c2/env
  0755 d2f2902a2abea424f87d6e7074678f96ef6da3487df6293c3cff47fc2b61171d etc/fleetc/c2/launch.sh
  0644 b8db6c690cb6fed9ee205c4f546861fa825714aac03420e647ad213d192912b1 etc/systemd/system/fleetc-a2.service
  0644 aeb522c4370ec081b02b0919a4e0dee573b75bea6411a11a79b1e562b99c8797 etc/systemd/system/fleetc-b2.service
  0644 4a49385a7d6545b5a65af675163dc049e4702d3dc6c0f76eebb2e68afefea32b etc/systemd/system/fleetc-c2.service
  0644 d8e2f806c86de6dff5a0b4161e9ec4cda54949e89f3ff9f04d62ae616b401323 etc/systemd/system/ollama.service.d/50-fleetc.conf
  0644 c1be465104fdd1b8706a884495d55394706117487a049a0e45cff4730990f8f8 usr/lib/sysusers.d/fleetc.conf
  0644 89ae93e3c388e7de9273b39c5def3ebb01887cb0894ff4b334c788460ef666c2 usr/lib/tmpfiles.d/fleetc.conf
)

# Where a path begins so and its file changed, what is done to which unit.
watches=(
  etc/fleetc/daemons/ollama/ restart ollama.service
  etc/fleetc/a2/ restart fleetc-a2.service
  etc/fleetc/b2/ restart fleetc-b2.service
  etc/fleetc/c2/ restart fleetc-c2.service
  etc/systemd/system/fleetc-a2.service restart fleetc-a2.service
  etc/systemd/system/fleetc-b2.service restart fleetc-b2.service
  etc/systemd/system/ollama.service.d/50-fleetc.conf restart ollama.service
  etc/systemd/system/fleetc-c2.service restart fleetc-c2.service
)

say() { printf '%s\n' "$*"; }
warn() { printf 'install.sh: %s\n' "$*" >&2; }
fail() {
  warn "$@"
  exit 1
}

usage='usage: install.sh [--dry-run] [--root DIR] [--allow-missing]
  --dry-run        say what would be done, and change nothing
  --root DIR       install into an image or a test folder; start nothing
  --allow-missing  go on where programs or model files are missing'
root='' dry='' lenient=''
while (($#)); do
  case $1 in
    --dry-run) dry=yes ;;
    --allow-missing) lenient=yes ;;
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

stage=$(mktemp -d)
partial=''
trap 'rm -rf -- "$stage" ${partial:+"$partial"}' EXIT

# 1. Is everything here, as it was built?
for ((i = 0; i < ${#files[@]}; i += 3)); do
  path=${files[i + 2]}
  [[ -f $here/$path ]] || fail "$path is not beside this script: copy the folder again"
  sum=$(sha256sum <"$here/$path")
  [[ ${sum%% *} == "${files[i + 1]}" ]] || fail "$path is not as it was built: copy the folder again"
  install -D -m "${files[i]}" -- "$here/$path" "$stage/$path"
done

# 2. Is everything there that the files need? Nothing is fetched.
missing=0
lacks() {
  warn "missing: $1"
  warn "  get it with: $2"
  missing=$((missing + 1))
}
program() { [[ -x $root$1 ]] || lacks "$1" "$2"; }
has_unit() {
  [[ -e $root/etc/systemd/system/$1 || -e $root/usr/lib/systemd/system/$1 || -e $root/lib/systemd/system/$1 ]]
}
program /usr/local/bin/llama-server 'cmake -B build && cmake --build build --target llama-server && install -m 0755 build/bin/llama-server /usr/local/bin/llama-server (in a checkout of llama.cpp)'
program /usr/local/bin/ollama 'curl -fsSL https://ollama.com/install.sh | sh'
has_unit ollama.service || lacks ollama.service 'curl -fsSL https://ollama.com/install.sh | sh'
for model in "${models[@]}"; do
  [[ -f $root$model ]] || lacks "the model file $model" "install -D -m 0644 FILE $(printf %q "$model")"
done
if ((missing)) && [[ -z $lenient ]]; then
  fail "$missing things are missing and nothing was changed (--allow-missing goes on without them)"
fi

# 3. What did the last install bring that is gone now?
list=$root$state/install.list
old=() gone=()
declare -A wanted=()
[[ ! -e $list ]] || mapfile -t old <"$list"
for ((i = 2; i < ${#files[@]}; i += 3)); do wanted[${files[i]}]=yes; done
for path in "${old[@]}"; do
  [[ $path != /* && /$path/ != */../* ]] || fail "$list names $path, which is no path below the root"
  [[ -n ${wanted[$path]-} ]] || gone+=("$path")
done

# 4. Do the node's own programs take the files? Asked of copies whose paths lead to
# the copies, before anything is switched.
reword() {
  local text
  text=$(<"$1")
  printf '%s\n' "${text//"$2"/"$3"}" >"$1"
}
# The programs of an image are not where its units will find them.
image_unit() {
  local folder
  for folder in etc usr/lib lib; do
    [[ -e $root/$folder/systemd/system/$1 ]] || continue
    cp -- "$root/$folder/systemd/system/$1" "$stage/etc/systemd/system/$1"
    image_programs "$stage/etc/systemd/system/$1"
    return
  done
}
image_programs() {
  [[ -n $root ]] || return 0
  reword "$1" '=/usr/local/bin/ollama ' "=$root/usr/local/bin/ollama "
}
check_units() {
  local names=() file unit output status=0
  for file in "$stage"/etc/systemd/system/*.service "$stage"/etc/systemd/system/*.d/*.conf; do
    [[ -f $file ]] || continue
    reword "$file" "=$config/" "=$stage$config/"
    image_programs "$file"
    unit=${file##*/}
    if [[ $file == *.conf ]]; then
      unit=${file%/*}
      unit=${unit##*/}
      unit=${unit%.d}
      has_unit "$unit" || continue
      if [[ -n $root && ! -e $stage/etc/systemd/system/$unit ]]; then image_unit "$unit"; fi
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
    [[ $path != etc/nginx/* ]] || rm -f -- "$stage/nginx/${path#etc/}"
  done
  cp -a -- "$stage/etc/nginx" "$stage/nginx/"
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

# 5. Switch. From here on a second run does what is left.
does() {
  [[ -z $dry ]] || say "would $*"
  [[ -n $dry ]] || say "$*"
}
control() { systemctl ${root:+--root="$root"} "$@"; }
changed=() left=()
put() {
  local target=$root/$2 folder
  local now="$1 0:0"
  # Somebody else's files in an image of their own stay theirs.
  ((EUID == 0)) || now="$1 $(id -u):$(id -g)"
  if [[ -f $target && ! -L $target ]] && cmp -s -- "$here/$2" "$target" &&
    [[ $(stat -c '0%a %u:%g' -- "$target") == "$now" ]]; then
    return
  fi
  changed+=("$2")
  does write "/$2"
  [[ -z $dry ]] || return 0
  folder=${target%/*}
  mkdir -p -- "$folder"
  partial=$(mktemp -- "$folder/.fleetc.XXXXXX")
  cp -- "$here/$2" "$partial"
  chmod -- "$1" "$partial"
  ((EUID != 0)) || chown 0:0 -- "$partial"
  mv -fT -- "$partial" "$target"
  partial=''
}
drop() {
  local unit
  case $1 in
    etc/systemd/system/*.service.d/*)
      unit=${1#etc/systemd/system/}
      left+=("${unit%%.d/*}")
      ;;
    etc/systemd/system/*.service)
      unit=${1##*/}
      does stop and disable "$unit"
      if [[ -z $dry && -z $root ]]; then systemctl disable --now --quiet "$unit"; fi
      if [[ -z $dry && -n $root ]]; then control disable --quiet "$unit"; fi
      ;;
  esac
  does remove "/$1"
  changed+=("$1")
  [[ -z $dry ]] || return 0
  rm -f -- "$root/$1"
  case /$1 in
    "$config"/* | /etc/systemd/system/*.d/*) rmdir --ignore-fail-on-non-empty -- "$root/${1%/*}" ;;
  esac
}
for path in "${gone[@]}"; do
  if [[ -e $root/$path || -L $root/$path ]]; then drop "$path"; fi
done
for ((i = 0; i < ${#files[@]}; i += 3)); do put "${files[i]}" "${files[i + 2]}"; done

if [[ -z $dry ]]; then
  if [[ -n ${wanted[usr/lib/sysusers.d/fleetc.conf]-} ]]; then
    systemd-sysusers ${root:+--root="$root"} fleetc.conf
  fi
  if [[ -n ${wanted[usr/lib/tmpfiles.d/fleetc.conf]-} ]]; then
    systemd-tmpfiles ${root:+--root="$root"} --create fleetc.conf
  fi
  mkdir -p -- "${list%/*}"
  for ((i = 2; i < ${#files[@]}; i += 3)); do say "${files[i]}"; done >"$stage/list"
  if ! cmp -s -- "$stage/list" "$list"; then
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
restart=() reload=() start=() all=()
for ((i = 2; i < ${#watches[@]}; i += 3)); do
  unit=${watches[i]}
  [[ " ${all[*]-} " != *" $unit "* ]] || continue
  all+=("$unit")
  case ${verbs[$unit]} in
    restart) restart+=("$unit") ;;
    reload) reload+=("$unit") ;;
    *) start+=("$unit") ;;
  esac
done
if [[ -n $root ]]; then
  for unit in "${all[@]}"; do
    if [[ -n $dry && -n ${wanted[etc/systemd/system/$unit]-} ]]; then
      does enable "$unit"
    elif ! has_unit "$unit"; then
      warn "not enabled, for it is not there: $unit"
    elif [[ -n $dry ]]; then
      does enable "$unit"
    else
      control enable --quiet "$unit"
    fi
  done
  exit 0
fi
if [[ -n $dry ]]; then
  ((${#restart[@]} == 0)) || does enable and restart "${restart[@]}"
  ((${#reload[@]} == 0)) || does enable and reload "${reload[@]}"
  ((${#start[@]} == 0)) || does enable, and start where it does not run: "${start[@]}"
  exit 0
fi
((${#changed[@]} == 0)) || systemctl daemon-reload
for path in "${changed[@]}"; do
  if [[ $path == etc/sysctl.d/* && -e /$path ]]; then sysctl --quiet --load="/$path"; fi
done
((${#left[@]} == 0)) || systemctl try-restart "${left[@]}"
((${#all[@]} == 0)) || systemctl enable --quiet "${all[@]}"
failed=''
((${#restart[@]} == 0)) || systemctl restart "${restart[@]}" || failed=yes
((${#reload[@]} == 0)) || systemctl reload-or-restart "${reload[@]}" || failed=yes
((${#start[@]} == 0)) || systemctl start "${start[@]}" || failed=yes
if [[ -n $failed ]]; then
  for unit in "${all[@]}"; do
    systemctl is-active --quiet "$unit" && continue
    # What our own scripts say of the reason, if it was they.
    reason=$(journalctl -u "$unit" -n 50 -o cat 2>/dev/null | grep '^fleetc: ' | tail -n 1) || reason=''
    warn "$unit does not run: ${reason:-see journalctl -u $unit}"
  done
  fail "the files are installed, but not every unit runs"
fi
say "two runs what its files say"
