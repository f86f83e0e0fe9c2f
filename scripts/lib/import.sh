# shellcheck shell=bash
# Importing files through the public API. Needs say.sh.

# Of a large file a person at a terminal sees how much is sent, by curl's bar;
# scripts/nightly-import has the same rule.
import_shows() {
    [ -t 2 ] && [ "$(stat -Lc %s "$1")" -ge $((4 << 20)) ]
}

# The token goes by a pipe: a command line is for everybody to see.
# import_send URL TOKEN_FILE KIND FILE QUERY [-sS | --progress-bar]
import_send() {
    local url=$1 token=$2 kind=$3 file=$4 query=$5 show=${6:--sS} sum
    sum=$(sha256sum <"$file" | cut -c1-32)
    curl "$show" --noproxy '*' --fail-with-body --max-time 600 \
        -H @<(printf 'Authorization: Bearer %s\n' "$(cat "$token")") \
        -H 'Content-Type: text/csv; charset=utf-8' \
        -H "Idempotency-Key: $kind-$sum" \
        -T "$file" -X POST "$url/v1/imports/$kind${query:+?$query}" \
        --url-query "filename=${file##*/}"
}

# import_watch ANSWER URL TOKEN_FILE KIND FILE QUERY: a bar or dots.
import_watch() {
    local answer=$1 pid
    shift
    if import_shows "$4"; then
        printf '\n'
        import_send "$@" --progress-bar >"$answer"
        return
    fi
    import_send "$@" >"$answer" 2>&1 &
    pid=$!
    say_wait "$pid"
    wait "$pid"
}

# import_file URL TOKEN_FILE KIND FILE [QUERY]: one line about what became of
# it, with dots or a bar while it lasts.
import_file() {
    local file=$4 began=$SECONDS status=0 answer rows
    printf '    %s ' "${file##*/}"
    answer=$(mktemp)
    import_watch "$answer" "$1" "$2" "$3" "$file" "${5:-}" || status=$?
    if [ "$status" -ne 0 ]; then
        printf 'failed\n' >&2
        cat "$answer" >&2
    fi
    rows=$(sed -n 's/.*"read": *\([0-9]*\).*/\1/p' "$answer")
    rm -f "$answer"
    [ "$status" -eq 0 ] || return "$status"
    printf '%s rows (%d s)\n' "$rows" $((SECONDS - began))
}

# import_folder URL TOKEN_FILE DIR: areas.csv, schools.csv, partnerships.csv if
# there is one, and whatever begins with "observations".
import_folder() {
    local url=$1 token=$2 dir=$3 file
    import_file "$url" "$token" areas "$dir/areas.csv"
    import_file "$url" "$token" schools "$dir/schools.csv"
    if [ -e "$dir/partnerships.csv" ]; then
        import_file "$url" "$token" partnerships "$dir/partnerships.csv"
    fi
    for file in "$dir"/observations*.csv; do
        import_file "$url" "$token" observations "$file"
    done
}
