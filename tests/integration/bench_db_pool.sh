#!/bin/bash
# The pool beside pgbench on the same prepared statement.
set -euo pipefail

usage() {
    cat <<'END'
usage: tests/integration/postgres.sh tests/integration/bench_db_pool.sh PROGRAM

PROGRAM is tests/integration/bench_db_pool of a build folder. Prints three
alternating rounds. Needs pgbench (postgresql-15). TVETSTAT_BENCH_CLIENTS (8)
and TVETSTAT_BENCH_MS (3000) are the number of askers and the length of a
round.
END
}

case ${1:-} in
'' | --help | -h)
    usage
    exit 0
    ;;
esac
program=$1
here=$(cd "$(dirname "$0")" && pwd)
export TVETSTAT_BENCH_CLIENTS=${TVETSTAT_BENCH_CLIENTS:-8}
export TVETSTAT_BENCH_MS=${TVETSTAT_BENCH_MS:-3000}
pgbench=$(find /usr/lib/postgresql/*/bin/pgbench | tail -n 1)
script=$TVETSTAT_TEST_CLUSTER/bench.sql
{
    echo "\\set n 100"
    grep -v '^--' "$here/queries/test_rows.sql" | sed "s/\\\$1/:n/"
} >"$script"
for round in 1 2 3; do
    echo "round $round"
    echo "  pool:    $("$program" 2>/dev/null)"
    echo "  pgbench: $(PGHOST=$(cat "$TVETSTAT_TEST_CLUSTER/socket") \
        "$pgbench" -U tvetstat -n -M prepared -c "$TVETSTAT_BENCH_CLIENTS" \
        -j 1 -T "$((TVETSTAT_BENCH_MS / 1000))" -f "$script" tvetstat 2>&1 |
        grep '^tps')"
done
