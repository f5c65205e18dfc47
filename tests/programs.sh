#!/bin/sh
# Installs those of the packages named that the machine lacks, from Debian, where the user may:
#   sh tests/programs.sh chromium fonts-liberation postgresql git
# Tests that need what is still missing are skipped, or fail under CI=true.
set -eu
PATH="$PATH:/usr/sbin"

has_any() {
    for name in "$@"; do
        command -v "$name" >/dev/null && return
    done
    return 1
}

has() {
    case $1 in
    chromium) has_any "${CHROMIUM:-chromium}" chromium-browser google-chrome ;;
    # A font as wide as the one that charts are measured with.
    fonts-liberation) if has_any fc-match; then
        fc-match Arial family | grep -Eq 'Arial|Liberation Sans|Arimo|Helvetica'
    else
        has chromium
    fi ;;
    postgresql) has_any initdb /usr/lib/postgresql/*/bin/initdb ;;
    nginx-light) has_any nginx ;;
    graphviz) has_any dot ;;
    default-jre-headless) has_any java ;;
    *) has_any "$1" ;;
    esac
}

missing_of() {
    for package in "$@"; do
        has "$package" || printf ' %s' "$package"
    done
}

missing=$(missing_of "$@")
if [ -z "$missing" ]; then
    exit 0
fi

as_root=
if [ "$(id -u)" -ne 0 ]; then
    as_root='sudo -n'
fi

install() {
    # At runlevel 1 no server begins to serve because it is installed.
    $as_root env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

if has_any apt-get && $as_root true 2>/dev/null; then
    echo "Installing$missing for the tests ..."
    $as_root apt-get update -qq || echo "apt-get update failed; trying with the old lists" >&2
    for package in $missing; do
        if [ "$package" = postgresql ]; then
            # Debian would make a cluster of its own; the tests have theirs in folders of their own.
            install postgresql-common && $as_root sed -i \
                's/^#* *create_main_cluster.*/create_main_cluster = false/' \
                /etc/postgresql-common/createcluster.conf || continue
        fi
        install "$package" || true
    done
fi

missing=$(missing_of "$@")
if [ -n "$missing" ]; then
    echo "There is no$missing: tests that need it are skipped, or fail under CI=true." >&2
    echo "Install it; a browser may be named: make test CHROMIUM=/path/to/chrome" >&2
fi
