# shellcheck shell=bash
# What a script tells its user. Sourced by every script in scripts/.

say() {
    printf '==> %s\n' "$*"
}

note() {
    printf '    %s\n' "$*"
}

# die MESSAGE [HINT...]: what is wrong, then what to do about it.
die() {
    printf '%s: %s\n' "${0##*/}" "$1" >&2
    shift
    local hint
    for hint in "$@"; do
        printf '    %s\n' "$hint" >&2
    done
    exit 1
}

# say_wait PID: a dot every two seconds while it runs.
say_wait() {
    local ticks=0
    while kill -0 "$1" 2>/dev/null; do
        sleep 0.2
        ticks=$((ticks + 1))
        if [ $((ticks % 10)) -eq 0 ]; then
            printf '.'
        fi
    done
}

# step LOG TEXT COMMAND...: runs the command with its output in LOG and shows
# that it is alive; on failure shows the end of the log and fails.
step() {
    local log=$1 text=$2 began=$SECONDS status=0 pid
    shift 2
    printf '==> %s ' "$text"
    "$@" >"$log" 2>&1 </dev/null &
    pid=$!
    say_wait "$pid"
    wait "$pid" || status=$?
    if [ "$status" -ne 0 ]; then
        printf 'failed\n'
        tail -n 40 "$log" >&2
        return "$status"
    fi
    printf 'done (%d s)\n' $((SECONDS - began))
}
