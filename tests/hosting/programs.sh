#!/bin/sh
# Installs what the tests of publishing and of blocks need and the machine lacks, where the user may:
# git, rsync, nginx, Caddy and Graphviz from Debian. Without one its tests are skipped, or fail under
# CI=true.
set -eu

missing=
for name in git rsync nginx caddy dot; do
    PATH="$PATH:/usr/sbin" command -v "$name" >/dev/null || missing="$missing $name"
done
if [ -z "$missing" ]; then
    exit 0
fi

as_root=
if [ "$(id -u)" -ne 0 ]; then
    as_root='sudo -n'
fi

if command -v apt-get >/dev/null && $as_root true 2>/dev/null; then
    echo "Installing$missing for the tests of publishing and blocks ..."
    export DEBIAN_FRONTEND=noninteractive
    $as_root apt-get update -qq || echo "apt-get update failed; trying with the old lists" >&2
    for name in $missing; do
        [ "$name" = nginx ] && name=nginx-light
        [ "$name" = dot ] && name=graphviz
        # At runlevel 1 no server begins to serve because it is installed.
        $as_root env RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "$name" >/dev/null ||
            echo "There is no $name: its tests are skipped, or fail under CI=true." >&2
    done
else
    echo "There is no$missing: their tests are skipped, or fail under CI=true." >&2
fi
