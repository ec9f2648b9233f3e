{{!
  Steps 1 to 3 of install.sh, with its names: what is here, what was installed
  before, and what is missing.
}}
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
owner='# {{node}} of {{fleet}}'
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
{{#servers}}
  program {{program}} 'cmake -B build -DBUILD_SHARED_LIBS=OFF{{#backends}} -DGGML_{{.}}=ON{{/backends}} && cmake --build build --target llama-server && install -m 0755 build/bin/llama-server {{program}} (in a checkout of llama.cpp)'
{{/servers}}
{{#ollamas}}
  program {{.}} 'curl -fsSL https://ollama.com/install.sh | sh'
{{/ollamas}}
{{#standard}}
  has_unit ollama.service || lacks ollama.service 'curl -fsSL https://ollama.com/install.sh | sh'
{{/standard}}
{{#nginx}}
  program /usr/sbin/nginx 'apt-get install nginx'
{{/nginx}}
{{#prometheus}}
  program /usr/bin/prometheus 'apt-get install prometheus'
{{/prometheus}}
{{#exporter}}
  program /usr/bin/prometheus-node-exporter 'apt-get install prometheus-node-exporter'
{{/exporter}}
}
[[ -n $uninstall ]] || needs
for model in "${models[@]}"; do
  [[ -f $root$model ]] || lacks "the model file $model" "install -D -m 0644 FILE $(printf %q "$model")"
done
if ((missing)) && [[ -z $lenient ]]; then
  fail "$missing things are missing and nothing was changed (--allow-missing goes on without them)"
fi
