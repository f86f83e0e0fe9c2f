# shellcheck shell=bash
# Building the daemon with meson. Needs say.sh; `top` is the source tree.
# shellcheck disable=SC2154 # top

# build_place STATE: the build folder: one for all in the tree if it is ours
# to write, else one in the state directory.
build_place() {
    if [ -n "${TVETSTAT_BUILD:-}" ]; then
        echo "$TVETSTAT_BUILD"
    elif [ -w "$top/build" ] || { [ ! -e "$top/build" ] && [ -w "$top" ]; }; then
        echo "$top/build"
    else
        echo "$1/build"
    fi
}

# build_targets DIR TARGETS [meson option...]: configures once, then builds.
build_targets() {
    local dir=$1 targets=$2
    shift 2
    mkdir -p "$dir"
    (
        # Two instances may build the same folder at the same time.
        flock 8
        # ninja's own file: present only after a configuration that worked.
        if [ ! -e "$dir/build.ninja" ]; then
            meson setup "$dir" "$top" "$@"
        fi
        # shellcheck disable=SC2086 # a list; none means all
        ninja -C "$dir" -j "${TVETSTAT_JOBS:-$(nproc)}" $targets
    ) 8>"$dir/.lock"
}

# build_make DIR [meson option...]: everything, the tests too.
build_make() {
    build_targets "$1" "" "${@:2}"
}

# build_daemon DIR: what serves, without the tests.
build_daemon() {
    build_targets "$1" daemon/tvetstatd
}
