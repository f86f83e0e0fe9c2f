# shellcheck shell=bash
# A private PostgreSQL cluster: unix socket only, in a folder of its own.
# Needs say.sh; `top` is the source tree.
#
#   DIR/data        the cluster
#   DIR/log         its log
#   DIR/socket      names the folder of the socket
#
# PostgreSQL refuses to run as root, so for root it runs as Debian's user
# postgres; if that user cannot walk down to DIR (a home of mode 0700, a
# mktemp -d), it may for this one program (CAP_DAC_OVERRIDE).
# shellcheck disable=SC2154 # top

cluster_bin() {
    local dir best=
    for dir in /usr/lib/postgresql/*/bin; do
        # The greatest version that is 15 or later.
        local version=${dir#/usr/lib/postgresql/}
        version=${version%/bin}
        if [ -x "$dir/initdb" ] && [ "$version" -ge "${best:-15}" ]; then
            best=$version
        fi
    done
    [ -n "$best" ] || die "PostgreSQL 15 or later is not installed" \
        "apt-get install postgresql-15"
    echo "/usr/lib/postgresql/$best/bin"
}

# cluster_run DIR COMMAND...: as the user who owns the cluster.
cluster_run() (
    dir=$1
    shift
    # The lock of whoever starts it is not for the server to keep.
    exec 9>&-
    cd /
    if [ "$(id -u)" -ne 0 ]; then
        "$@"
        exit
    fi
    who=(--reuid=postgres --regid=postgres --clear-groups)
    if ! setpriv "${who[@]}" test -x "$dir"; then
        who+=(--inh-caps=+dac_override --ambient-caps=+dac_override)
    fi
    HOME=/ setpriv "${who[@]}" "$@"
)

# A unix socket's path has at most 107 bytes; PostgreSQL adds its own name.
cluster_socket_place() {
    local dir=$1
    if [ ${#dir} -le 80 ]; then
        echo "$dir/run"
        return
    fi
    # A folder of the same name every time, in a place that is ours alone.
    local base=${XDG_RUNTIME_DIR:-/tmp} id
    id=$(printf '%s' "$dir" | sha256sum | cut -c1-16)
    echo "$base/tvetstat-$(id -u)-$id"
}

# Only whom we name may come in, and only as themselves.
cluster_access() {
    local user=$1 dir=$2 role
    echo "local all all peer map=tvetstat" >"$dir/pg_hba.conf"
    for role in postgres tvetstat_owner tvetstat; do
        echo "tvetstat $user $role"
        [ "$user" = postgres ] || echo "tvetstat postgres $role"
    done >"$dir/pg_ident.conf"
}

cluster_settings() {
    local dir=$1 socket=$2
    shift 2
    cat >"$dir/tvetstat.conf" <<END
listen_addresses = ''
unix_socket_directories = '${socket//\'/\'\'}'
unix_socket_permissions = 0777
max_connections = 60
shared_buffers = 256MB
max_wal_size = 4GB
checkpoint_timeout = 15min
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
END
    local setting
    for setting in "$@"; do
        echo "$setting"
    done >>"$dir/tvetstat.conf"
}

# cluster_init DIR: makes the cluster if there is none.
cluster_init() {
    local dir=$1 bin
    bin=$(cluster_bin)
    mkdir -p "$dir"
    if [ "$(id -u)" -eq 0 ]; then
        chown postgres: "$dir"
    fi
    chmod 700 "$dir"
    if [ -e "$dir/data/tvetstat.conf" ]; then
        return 0
    fi
    # What is there without that file is a half-made cluster.
    rm -rf "$dir/data"
    cluster_run "$dir" "$bin/initdb" -D "$dir/data" -U postgres -k \
        --encoding=UTF8 --locale=C.UTF-8 --auth=peer >"$dir/init.log" 2>&1 ||
        die "initdb failed: $(tail -n 3 "$dir/init.log")"
    echo "include_if_exists = 'tvetstat.conf'" >>"$dir/data/postgresql.conf"
    cluster_access "$(id -un)" "$dir/data"
    cluster_settings "$dir/data" /nowhere
}

# After kill -9 or a reboot a stranger may have the number in the pid file.
cluster_clear_stale() {
    local data=$1 pid
    [ -e "$data/postmaster.pid" ] || return 0
    pid=$(head -n 1 "$data/postmaster.pid")
    if [ "$(readlink "/proc/$pid/cwd" 2>/dev/null)" != "$data" ]; then
        rm -f "$data/postmaster.pid"
    fi
}

# cluster_start DIR [SETTING...]: as in postgresql.conf, such as
# "shared_preload_libraries = 'pg_stat_statements'".
cluster_start() {
    local dir socket bin
    dir=$(realpath "$1")
    shift
    bin=$(cluster_bin)
    socket=$(cluster_socket_place "$dir")
    mkdir -p "$socket"
    if [ "$(id -u)" -eq 0 ]; then
        chown postgres: "$socket"
    fi
    chmod 700 "$socket" || die "$socket belongs to somebody else"
    echo "$socket" >"$dir/socket"
    cluster_settings "$dir/data" "$socket" "$@"
    cluster_clear_stale "$dir/data"
    # One that outlived the script that started it.
    cluster_stop "$dir"
    local try
    for try in 1 2 3; do
        if cluster_run "$dir" "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w \
            -t 60 start >"$dir/start.log" 2>&1 </dev/null; then
            return 0
        fi
        # The children of a killed server need a moment to go.
        sleep "$try"
    done
    tail -n 20 "$dir/start.log" "$dir/log" >&2 || true
    die "PostgreSQL does not start; its log is $dir/log"
}

# cluster_stop DIR [fast|immediate]
cluster_stop() {
    local dir=$1 bin
    [ -e "$dir/data/postmaster.pid" ] || return 0
    bin=$(cluster_bin)
    cluster_run "$dir" "$bin/pg_ctl" -D "$dir/data" -m "${2:-fast}" -w -t 60 \
        stop >/dev/null 2>&1 || true
}

# cluster_psql DIR ARGUMENT...: as the superuser.
cluster_psql() {
    local dir=$1
    shift
    psql -X -q -v ON_ERROR_STOP=1 -h "$(cat "$dir/socket")" -U postgres "$@"
}

# cluster_database DIR [NAME]: the roles and an empty database.
cluster_database() {
    local dir=$1 name=${2:-tvetstat}
    cluster_psql "$dir" -d postgres -f "$top/schema/roles.sql" >/dev/null
    if [ "$(cluster_psql "$dir" -d postgres -At -c \
        "SELECT 1 FROM pg_database WHERE datname = '$name'")" != 1 ]; then
        cluster_psql "$dir" -d postgres -c \
            "CREATE DATABASE $name OWNER tvetstat_owner"
    fi
}

# cluster_conninfo DIR ROLE [NAME]
cluster_conninfo() {
    local socket
    socket=$(sed "s/[\\\\']/\\\\&/g" "$1/socket")
    echo "host='$socket' dbname=${3:-tvetstat} user=$2"
}
