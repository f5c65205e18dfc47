#!/bin/sh
# Installs Debian's chromium for the browser tests, where it is missing and the user may.
set -eu

for name in "${CHROMIUM:-chromium}" chromium-browser google-chrome; do
    if command -v "$name" >/dev/null; then
        exit 0
    fi
done

as_root=
if [ "$(id -u)" -ne 0 ]; then
    as_root='sudo -n'
fi

if command -v apt-get >/dev/null && $as_root true 2>/dev/null; then
    echo "Installing chromium for the browser tests ..."
    export DEBIAN_FRONTEND=noninteractive
    $as_root apt-get update -qq || echo "apt-get update failed; trying with the old lists" >&2
    if $as_root apt-get install -y -qq --no-install-recommends chromium >/dev/null; then
        exit 0
    fi
fi

echo "There is no chromium: browser tests are skipped, or fail under CI=true." >&2
echo "Install it, or name one: make test CHROMIUM=/path/to/chrome" >&2
