#!/bin/bash
# Runs a test against a private PostgreSQL cluster of its own.
set -euo pipefail

usage() {
    cat <<'END'
usage: tests/integration/postgres.sh COMMAND [ARGUMENT...]

Makes a cluster in a temporary folder (unix socket only), with the roles and
an empty database, runs the command, and removes everything again. Needs
postgresql-15; without it, it fails. The command finds in its environment:

  TVETSTAT_TEST_CLUSTER         the folder, for scripts/cluster
  TVETSTAT_TEST_TOP             the source tree
  TVETSTAT_TEST_CONNINFO        how the daemon connects
  TVETSTAT_TEST_OWNER_CONNINFO  how migrate connects
  TVETSTAT_TEST_SUPER_CONNINFO  how the superuser connects
END
}

case ${1:-} in
'')
    usage >&2
    exit 2
    ;;
--help | -h)
    usage
    exit 0
    ;;
esac

TVETSTAT_TEST_TOP=$(cd "$(dirname "$0")/../.." && pwd)
cluster=$TVETSTAT_TEST_TOP/scripts/cluster
TVETSTAT_TEST_CLUSTER=$(mktemp -d /tmp/tvetstat-test-XXXXXXXX)

cleanup() {
    trap '' INT TERM HUP
    "$cluster" stop "$TVETSTAT_TEST_CLUSTER" immediate || true
    rm -rf "$TVETSTAT_TEST_CLUSTER"
}
trap cleanup EXIT
trap 'exit 130' INT TERM HUP

"$cluster" start "$TVETSTAT_TEST_CLUSTER"
"$cluster" database "$TVETSTAT_TEST_CLUSTER" tvetstat
conninfo() {
    "$cluster" conninfo "$TVETSTAT_TEST_CLUSTER" "$1" tvetstat
}
TVETSTAT_TEST_CONNINFO=$(conninfo tvetstat)
TVETSTAT_TEST_OWNER_CONNINFO=$(conninfo tvetstat_owner)
TVETSTAT_TEST_SUPER_CONNINFO=$(conninfo postgres)
export TVETSTAT_TEST_TOP TVETSTAT_TEST_CLUSTER TVETSTAT_TEST_CONNINFO
export TVETSTAT_TEST_OWNER_CONNINFO TVETSTAT_TEST_SUPER_CONNINFO
# In the background, so that a signal ends the test and not only this script.
"$@" &
child=$!
trap 'kill "$child" 2>/dev/null || true; exit 130' INT TERM HUP
wait "$child"
