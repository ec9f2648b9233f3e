{{!
  node          plain     whose files they are
  fleet         plain     the cluster's name
  config        plain     the folder of engines' files
  state         plain     root's folder for what was installed
  models        list      files that engines open
    model       text      a path
  files         list      what is to be copied
    mode        plain     its mode
    sum         plain     its SHA-256
    path        plain     below the root folder
  watches       list      what is done when a file changed
    under       plain     how the file's path begins
    verb        plain     restart or reload
    unit        plain     to which unit
  servers       list      programs of llama.cpp
    program     plain     a path
    backends    list      what it must drive cards with
      .         plain     as llama.cpp's build calls it
  ollamas       list      programs of Ollama
    .           plain     a path
  standard      flag      the daemon that Ollama's own package brings is used
  nginx         flag      it is the gateway
  prometheus    flag      it runs Prometheus
  exporter      flag      its machine metrics are scraped
}}
{{!
  The list of files is here, and not found by looking around: what an earlier
  build left beside this script must not be installed, and rsync keeps no modes.
  The steps are in partials: what is needed, what judges it, the switch, the units.
}}
#!/bin/bash
# Written by fleetc from cluster.yaml, nodes.{{node}}. Edit that instead.
# Installs the files beside it onto this machine. Run it again as often as you like.
set -euo pipefail
umask 022
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
config={{config}}
state={{state}}

args=(
{{#models}}
  {{model}}
{{/models}}
)
models=("${args[@]}")

# Mode, SHA-256, path.
files=(
{{#files}}
  {{mode}} {{sum}} {{path}}
{{/files}}
)

# Where a path begins so and its file changed, what is done to which unit.
watches=(
{{#watches}}
  {{under}} {{verb}} {{unit}}
{{/watches}}
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

{{> shell/install-needs.sh}}

{{> shell/install-judges.sh}}

{{> shell/install-switch.sh}}

{{> shell/install-units.sh}}
