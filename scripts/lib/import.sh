# shellcheck shell=bash
# Importing files through the public API. Needs say.sh.

# import_file URL TOKEN_FILE KIND FILE [QUERY]: one line about what became of
# it.
import_file() {
    local url=$1 token=$2 kind=$3 file=$4 query=${5:-} began=$SECONDS
    local answer sum rows
    printf '    %s ' "${file##*/}"
    sum=$(sha256sum <"$file" | cut -c1-32)
    # The token goes by a pipe: a command line is for everybody to see.
    if ! answer=$(curl -sS --noproxy '*' --fail-with-body --max-time 600 \
        -H @<(printf 'Authorization: Bearer %s\n' "$(cat "$token")") \
        -H 'Content-Type: text/csv; charset=utf-8' \
        -H "Idempotency-Key: $kind-$sum" \
        -T "$file" -X POST "$url/v1/imports/$kind?$query"); then
        printf 'failed\n%s\n' "$answer" >&2
        return 1
    fi
    rows=$(printf '%s' "$answer" | sed -n 's/.*"read": *\([0-9]*\).*/\1/p')
    printf '%s rows (%d s)\n' "$rows" $((SECONDS - began))
}

# import_folder URL TOKEN_FILE DIR: areas.csv, schools.csv and whatever begins
# with "observations".
import_folder() {
    local url=$1 token=$2 dir=$3 file
    import_file "$url" "$token" areas "$dir/areas.csv"
    import_file "$url" "$token" schools "$dir/schools.csv"
    for file in "$dir"/observations*.csv; do
        import_file "$url" "$token" observations "$file"
    done
}
