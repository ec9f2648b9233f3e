{{!
  Step 5 of install.sh, with its names: the files of the last run become those of
  this one.
}}
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
