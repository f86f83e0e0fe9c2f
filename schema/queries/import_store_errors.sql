-- role: import
-- Keeps the faults with the import's record.
-- $1 uuid import
INSERT INTO import_error (import, position, line, field, code, args, value)
SELECT $1::uuid,
    (SELECT count(*) FROM import_error WHERE import = $1::uuid)
        + row_number() OVER (ORDER BY line, f[2], f[1]), line,
    nullif(f[2], ''), f[1], f[3:5], nullif(f[6], '')
FROM (SELECT line, string_to_array(fault, E'\x1f') AS f
      FROM stage
      WHERE fault IS NOT NULL) s
