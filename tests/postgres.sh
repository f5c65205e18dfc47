#!/bin/sh
# Installs what the tests of connections need and the machine lacks, where the user may: Debian's
# PostgreSQL. Without it those tests are skipped, or fail under CI=true.
set -eu

has_postgres() {
    command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1
}

if has_postgres; then
    exit 0
fi

as_root=
if [ "$(id -u)" -ne 0 ]; then
    as_root='sudo -n'
fi

if command -v apt-get >/dev/null && $as_root true 2>/dev/null; then
    echo "Installing postgresql for the tests of connections ..."
    export DEBIAN_FRONTEND=noninteractive
    $as_root apt-get update -qq || echo "apt-get update failed; trying with the old lists" >&2
    # Debian would start a cluster of its own; the tests have theirs in a folder of their own.
    $as_root apt-get install -y -qq --no-install-recommends postgresql-common >/dev/null &&
        $as_root sed -i 's/^#* *create_main_cluster.*/create_main_cluster = false/' \
            /etc/postgresql-common/createcluster.conf &&
        $as_root apt-get install -y -qq --no-install-recommends postgresql >/dev/null || true
fi

if has_postgres; then
    exit 0
fi
echo "There is no PostgreSQL: tests of connections are skipped, or fail under CI=true." >&2
echo "Install it, or put its initdb on the PATH." >&2
