# shellcheck shell=bash
# Importing files through the public API. Needs say.sh.

# The token goes by a pipe: a command line is for everybody to see.
import_send() {
    local url=$1 token=$2 kind=$3 file=$4 query=$5 sum
    sum=$(sha256sum <"$file" | cut -c1-32)
    curl -sS --noproxy '*' --fail-with-body --max-time 600 \
        -H @<(printf 'Authorization: Bearer %s\n' "$(cat "$token")") \
        -H 'Content-Type: text/csv; charset=utf-8' \
        -H "Idempotency-Key: $kind-$sum" \
        -T "$file" -X POST "$url/v1/imports/$kind?$query"
}

# import_file URL TOKEN_FILE KIND FILE [QUERY]: one line about what became of
# it, with dots while it lasts.
import_file() {
    local file=$4 began=$SECONDS status=0 answer rows pid
    printf '    %s ' "${file##*/}"
    answer=$(mktemp)
    import_send "$1" "$2" "$3" "$file" "${5:-}" >"$answer" 2>&1 &
    pid=$!
    say_wait "$pid"
    wait "$pid" || status=$?
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
