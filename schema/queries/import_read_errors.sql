-- role: import
-- The first faults, for the answer.
-- $1 int how many
-- line, field, code, argument 0..2, value
-- As many rows as there are, up to $1, by line.
SELECT line, f[2], f[1], f[3], f[4], f[5], f[6]
FROM (SELECT line, string_to_array(fault, E'\x1f') AS f
      FROM stage
      WHERE fault IS NOT NULL) s
ORDER BY line, f[2], f[1]
LIMIT $1::int
