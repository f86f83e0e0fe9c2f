# shellcheck shell=bash
# Debian packages by purpose, and getting those that are missing.
# Needs say.sh.
# shellcheck disable=SC2034 # used by those who source this

packages_build="gcc libc6-dev meson ninja-build pkg-config python3 python3-yaml \
libevent-dev libpq-dev libcjson-dev libcsv-dev libinih-dev libssl-dev \
zlib1g-dev libgmp-dev libzip-dev libexpat1-dev libseccomp-dev libxlsxwriter-dev check npm"
packages_run="postgresql-15 postgresql-client-15 curl ca-certificates \
util-linux"
packages_test="python3-pytest python3-jsonschema python3-openpyxl \
python3-xlsxwriter libreoffice-calc-nogui pandoc mandoc shellcheck cppcheck \
clang-tidy clang-format jq python3-selenium chromium chromium-driver \
fonts-noto-cjk"
packages_bench="nginx-light wrk jq python3-xlsxwriter xlsx2csv"

# The release that closed eight holes; older ones are refused.
packages_libevent_floor="2.1.12-stable-8+deb12u1"

packages_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

packages_has_npm() {
    command -v npm >/dev/null && command -v node >/dev/null
}

# packages_missing NAME...: prints those that are not installed.
packages_missing() {
    local name
    for name in "$@"; do
        # nginx comes in flavours; any of them will do.
        if [ "$name" = nginx-light ] && [ -x /usr/sbin/nginx ]; then
            continue
        fi
        # Where node came from elsewhere, Debian's npm may not go with it.
        if [ "$name" = npm ] && packages_has_npm; then
            continue
        fi
        packages_installed "$name" || printf '%s ' "$name"
    done
}

# Runs a command as root, or fails if there is no way to.
packages_as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif [ -t 0 ]; then
        sudo "$@"
    else
        sudo -n "$@"
    fi
}

packages_can_be_root() {
    [ "$(id -u)" -eq 0 ] && return 0
    command -v sudo >/dev/null || return 1
    [ -t 0 ] || sudo -n true 2>/dev/null
}

# The Debian package of the server would set up and start a cluster of its
# own; while we install, and only then, it is told not to.
packages_no_cluster=/etc/postgresql-common/createcluster.d/tvetstat.conf

packages_apt() {
    packages_as_root mkdir -p "${packages_no_cluster%/*}"
    echo 'create_main_cluster = false' |
        packages_as_root tee "$packages_no_cluster" >/dev/null
    local status=0
    packages_as_root apt-get update &&
        packages_as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y --no-install-recommends "$@" || status=$?
    packages_as_root rm -f "$packages_no_cluster"
    return "$status"
}

# packages_need LOG NAME...: installs what is missing, or says what is.
packages_need() {
    local log=$1 missing
    shift
    missing=$(packages_missing "$@")
    if [ -z "$missing" ]; then
        return 0
    fi
    if ! packages_can_be_root; then
        die "these Debian packages are missing: $missing" \
            "install them as root and start again:" \
            "apt-get install --no-install-recommends $missing"
    fi
    # sudo asks for its password now, not behind the progress line.
    packages_as_root true
    # shellcheck disable=SC2086 # a list of names
    step "$log" "installing $missing" packages_apt $missing ||
        die "apt-get failed; its output is in $log"
}

packages_check_libevent() {
    local have
    have=$(dpkg-query -W -f '${Version}' libevent-dev)
    dpkg --compare-versions "$have" ge "$packages_libevent_floor" ||
        die "libevent $have has known holes" \
            "apt-get update && apt-get install libevent-dev" \
            "(needs $packages_libevent_floor or later)"
}
