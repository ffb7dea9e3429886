#!/usr/bin/env bash
# Installs cQube on servers, or brings an installation to what the inventory says: change, upgrade, removal.
# Brings Ansible, builds the bundle, makes the secrets, and hands over to ansible/install.yml.
set -euo pipefail

project=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
readonly project
readonly keycloak_group=org.keycloak keycloak_artifact=keycloak-quarkus-dist

inventory=
vault=$project/ansible/secrets.vault.yml
password=${XDG_CONFIG_HOME:-$HOME/.config}/cqube/vault-password
playbook=install.yml
secret=()
arguments=()

usage() {
    cat <<'EOF'
usage: ./install.sh [options] [-- further options of ansible-playbook]

  --inventory FILE            hosts and variables; without it, everything on this machine
  --secrets FILE              vault file of the secrets (ansible/secrets.vault.yml); made where it is missing
  --vault-password-file FILE  its password (~/.config/cqube/vault-password); made where it is missing
  --set-secret NAME           ask for one secret, or read it from standard input, and end
  --check                     say what would change, and change nothing
  --uninstall                 remove programs and services; data, configuration and logs stay
  --delete-data               with --uninstall: remove those too
  --no-build                  install what was built before
  --fetch                     build, fetch Keycloak, and end

Variables: ansible/group_vars/all.yml. All about it: docs/operators/install.md
EOF
}

say() { printf '%s\n' "$*" >&2; }
fail() { say "install.sh: $*"; exit 1; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# --- this machine -------------------------------------------------------------------------------

check_system() {
    local id version
    id=$(. /etc/os-release && echo "${ID:-}")
    version=$(. /etc/os-release && echo "${VERSION_ID:-}")
    case "$id-$version" in
        debian-12 | debian-13 | ubuntu-22.04 | ubuntu-24.04) ;;
        *) fail "$id $version is not supported: use Debian 12 or 13, Ubuntu 22.04 or 24.04" ;;
    esac
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null || fail "call it as root, or install sudo"
}

bring_ansible() {
    command -v ansible-playbook >/dev/null && return
    say "installing Ansible"
    as_root apt-get update -qq >&2
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ansible python3-boto3 rsync >&2
}

# The bundle, and Keycloak's archive as Maven gets it.
build() {
    [ "$build" = yes ] || return 0
    CQUBE_JAVA_FROM=${CQUBE_JAVA_FROM:-$("$project/cqube" build "${prepare[@]}")}
    export CQUBE_JAVA_FROM
    local version archive
    version=$(sed -n 's/^cqube_keycloak_version: *//p' "$project/ansible/group_vars/all.yml")
    archive=$project/target/$keycloak_artifact-$version.zip
    [ -f "$archive" ] || {
        say "fetching Keycloak $version"
        (cd "$project" && mvn -q -B -N dependency:copy -DoutputDirectory=target -Dmdep.stripVersion=false \
            -Dartifact="$keycloak_group:$keycloak_artifact:$version:zip") >&2 || fail "Keycloak could not be fetched"
    }
}

# Everything on this machine, under its full name.
own_inventory() {
    local name
    name=$(hostname -f 2>/dev/null || hostname)
    inventory=$project/ansible/inventory/this-machine.yml
    [ -f "$inventory" ] || sed "s/cqube\.example\.org/$name/; 1,2c# Made by install.sh: everything on this machine. Variables may be added under cqube: vars:." \
        "$project/ansible/inventory/example.yml" >"$inventory"
}

# Ansible gives values of the group all in an inventory less weight than the defaults: they would be passed over.
check_inventory() {
    [ -f "$inventory" ] || fail "there is no inventory $inventory; copy ansible/inventory/example.yml"
    python3 - "$inventory" <<'EOF' || fail "mend $inventory"
import sys, yaml
try:
    with open(sys.argv[1], encoding="utf-8") as file:
        content = yaml.safe_load(file)
    names = [n for n in ((content.get("all") or {}).get("vars") or {}) if n.startswith("cqube_")]
except (yaml.YAMLError, AttributeError) as wrong:
    sys.exit(f"install.sh: this is no inventory in YAML: {wrong}")
if names:
    sys.exit("install.sh: these stand under all: vars:, move them to cqube: vars:, " + ", ".join(names))
EOF
}

secrets() {
    "$project/ansible/bin/cqube-secrets" --list "$project/ansible/secrets.list.yml" --vault "$vault" \
        --vault-password-file "$password" "$@"
}

# ------------------------------------------------------------------------------------------------

build=yes
fetch=no
prepare=()
[ "$(id -u)" != 0 ] || prepare=(--prepare)
while [ $# -gt 0 ]; do
    case "$1" in
        --inventory) inventory=$(readlink -f "${2:?--inventory needs a file}"); shift 2 ;;
        --secrets) vault=$(readlink -f "${2:?--secrets needs a file}"); shift 2 ;;
        --vault-password-file) password=$(readlink -f "${2:?--vault-password-file needs a file}"); shift 2 ;;
        --set-secret) secret=(--set "${2:?--set-secret needs a name}"); shift 2 ;;
        --check) arguments+=(--check --diff); shift ;;
        --uninstall) playbook=uninstall.yml; build=no; shift ;;
        --delete-data) arguments+=(-e cqube_delete_data=true); shift ;;
        --fetch) fetch=yes; shift ;;
        --no-build) build=no; shift ;;
        -h | --help) usage; exit ;;
        --) shift; arguments+=("$@"); break ;;
        *) say "install.sh: unknown option $1"; usage >&2; exit 2 ;;
    esac
done

check_system
if [ "$fetch" = yes ]; then
    build
    exit
fi
bring_ansible
[ ${#secret[@]} = 0 ] || { secrets "${secret[@]}"; exit; }
[ -n "$inventory" ] || own_inventory
check_inventory
build
secrets
export ANSIBLE_CONFIG=$project/ansible/ansible.cfg ANSIBLE_VAULT_PASSWORD_FILE=$password
exec ansible-playbook -i "$inventory" -e "cqube_secrets_file=$vault" "${arguments[@]}" "$project/ansible/$playbook"
