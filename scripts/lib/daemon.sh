# shellcheck shell=bash
# The daemon: configuration, migration, start, stop. Needs say.sh and
# cluster.sh.

# daemon_port_taken PORT
daemon_port_taken() {
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# daemon_configure FILE CLUSTER PORT SPOOL [DEMO]
daemon_configure() {
    cat >"$1" <<END
# Written by ${0##*/}; every option is in tvetstat.conf(5).
[http]
address = 127.0.0.1
port = $3

[database]
conninfo = $(cluster_conninfo "$2" tvetstat)
owner_conninfo = $(cluster_conninfo "$2" tvetstat_owner)

[import]
spool_dir = $4

[api]
public_read = on
demo = ${5:-off}
# Pages that are being written, served by any server for files.
cors_origins = http://localhost:8000,http://127.0.0.1:8000
END
}

# daemon_wait_ready URL PID SECONDS: until it serves, or is gone.
daemon_wait_ready() {
    local until=$((SECONDS + $3))
    while [ "$SECONDS" -lt "$until" ]; do
        if curl -fs --noproxy '*' --max-time 2 -o /dev/null "$1/readyz"; then
            return 0
        fi
        kill -0 "$2" 2>/dev/null || return 1
        sleep 0.1
    done
    return 1
}

# daemon_stop PID: drains; after ten seconds it must go.
daemon_stop() {
    local until=$((SECONDS + 10))
    kill -TERM "$1" 2>/dev/null || return 0
    while kill -0 "$1" 2>/dev/null; do
        if [ "$SECONDS" -ge "$until" ]; then
            kill -KILL "$1" 2>/dev/null || true
        fi
        sleep 0.1
    done
    return 0
}
