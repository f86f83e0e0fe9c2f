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

# build_make DIR [meson option...]: configures once, then builds.
build_make() {
    local dir=$1
    shift
    mkdir -p "$dir"
    (
        # Two instances may build the same folder at the same time.
        flock 8
        # ninja's own file: present only after a configuration that worked.
        if [ ! -e "$dir/build.ninja" ]; then
            meson setup "$dir" "$top" "$@"
        fi
        ninja -C "$dir" -j "${TVETSTAT_JOBS:-$(nproc)}"
    ) 8>"$dir/.lock"
}
