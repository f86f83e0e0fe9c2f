-- role: read
-- Rows of three columns.
-- $1 int how many
-- n, n * n, text
-- As many rows as asked for.
SELECT n, n::bigint * n, 'row ' || n FROM generate_series(1, $1::int) n
