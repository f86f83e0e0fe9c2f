-- role: import
-- Faults that only the whole file and the store together show.
-- $1 text how many entries there may be
-- Affects the number of faults.
WITH
-- include: record.inc.sql
,
claimed AS (
    SELECT line, f, coalesce(f[2], '') AS code, row_number() OVER w AS n,
        first_value(line) OVER w AS first
    FROM record
    WINDOW w AS (PARTITION BY f[1], coalesce(f[2], ''), f[8],
                     CASE WHEN coalesce(f[2], '') = '' THEN f[3] END
                 ORDER BY line))
INSERT INTO stage (line, fault)
SELECT line, concat_ws(E'\x1f', 'duplicate_key',
                       CASE WHEN code = '' THEN 'enterprise'
                            ELSE 'credit_code' END,
                       first, '', '', CASE WHEN code = '' THEN f[3]
                                           ELSE code END)
FROM claimed
WHERE n > 1
UNION ALL
SELECT line, concat_ws(E'\x1f', 'bad_date', 'end', f[9], '', '', f[9])
FROM claimed
WHERE f[9] <> '' AND f[9]::date < f[8]::date
UNION ALL
SELECT line, concat_ws(E'\x1f', 'too_many', '', 'partnerships', '>' || $1, $1,
                       '')
FROM claimed
WHERE n = 1 AND (SELECT count(*) FROM claimed)
        + (SELECT count(*) FROM partnership) > $1::text::bigint
