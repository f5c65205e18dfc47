#!/bin/sh
# Installs what the browser tests need and the machine lacks, where the user may: Debian's
# chromium, and a font as wide as the one that charts are measured with.
set -eu

has_chromium() {
    for name in "${CHROMIUM:-chromium}" chromium-browser google-chrome; do
        if command -v "$name" >/dev/null; then
            return 0
        fi
    done
    return 1
}

has_font() {
    ! command -v fc-match >/dev/null ||
        fc-match Arial family | grep -Eq 'Arial|Liberation Sans|Arimo|Helvetica'
}

missing=
has_chromium || missing='chromium fonts-liberation'
has_font || missing="$missing fonts-liberation"
if [ -z "$missing" ]; then
    exit 0
fi

as_root=
if [ "$(id -u)" -ne 0 ]; then
    as_root='sudo -n'
fi

if command -v apt-get >/dev/null && $as_root true 2>/dev/null; then
    echo "Installing$(printf ' %s' $missing) for the browser tests ..."
    export DEBIAN_FRONTEND=noninteractive
    $as_root apt-get update -qq || echo "apt-get update failed; trying with the old lists" >&2
    # shellcheck disable=SC2086  these are several names
    if $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null; then
        exit 0
    fi
fi

if has_chromium; then
    exit 0
fi
echo "There is no chromium: browser tests are skipped, or fail under CI=true." >&2
echo "Install it, or name one: make test CHROMIUM=/path/to/chrome" >&2
