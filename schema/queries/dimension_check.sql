-- role: import
-- Faults that only the whole file and the store together show. A dimension
-- that has data keeps its membership: totals depend on it.
-- One that is new must not be called like a column of /v1/data or of
-- observations; one that is so already can be imported again.
-- $1 text how many dimensions there may be, $2 text how many members
-- Affects the number of faults.
WITH
-- include: record.inc.sql
,
claimed AS (
    SELECT line, f, f[1] AS dimension, f[2] AS membership, f[4] AS code,
        first_value(line) OVER (PARTITION BY f[1], f[4] ORDER BY line)
            AS first,
        first_value(f[2]) OVER (PARTITION BY f[1] ORDER BY line)
            AS first_membership
    FROM record),
new_dimension AS (
    SELECT line, dimension, dense_rank() OVER (ORDER BY opening) AS n
    FROM (SELECT line, dimension,
              min(line) OVER (PARTITION BY dimension) AS opening
          FROM claimed) c
    WHERE dimension NOT IN (SELECT code FROM dimension)),
new_member AS (
    SELECT line, row_number() OVER (ORDER BY line) AS n
    FROM claimed c
    WHERE line = first
      AND NOT EXISTS (SELECT 1
                      FROM dimension d
                      JOIN member m ON m.dimension = d.id
                      WHERE d.code = c.dimension AND m.code = c.code))
INSERT INTO stage (line, fault)
SELECT line, concat_ws(E'\x1f', 'duplicate_key', 'code', first, '', '', code)
FROM claimed
WHERE line <> first
UNION ALL
SELECT line, concat_ws(E'\x1f', 'bad_choice', 'membership', membership,
                       first_membership, '', membership)
FROM claimed
WHERE membership <> first_membership
UNION ALL
SELECT c.line, concat_ws(E'\x1f', 'in_use', 'membership', c.dimension, '', '',
                         c.membership)
FROM claimed c
JOIN dimension d ON d.code = c.dimension AND d.membership <> c.membership
WHERE EXISTS (SELECT 1
              FROM member m
              JOIN breakdown b ON m.id = ANY (b.members)
              WHERE m.dimension = d.id)
UNION ALL
SELECT line, concat_ws(E'\x1f', 'reserved_code', 'dimension', dimension, '',
                       '', dimension)
FROM new_dimension
WHERE dimension IN (
    'indicator', 'indicator_name', 'area', 'area_name', 'school',
    'school_name', 'period', 'value', 'status', 'reported', 'expected',
    'base', 'change_abs', 'change_pct', 'change_pp', 'reason', 'panel',
    'all_value', 'all_base', 'entered', 'left', 'months', 'dropped', 'new',
    'lost', 'kept', 'sum', 'shared', 'unidentified', 'numerator',
    'denominator', 'base_numerator', 'base_denominator', 'flags',
    'direction', 'times', 'rel_pct', 'avg_pct', 'figure_id', 'statuses',
    'note', 'basis')
UNION ALL
SELECT line, concat_ws(E'\x1f', 'too_many', '', 'dimensions', '>' || $1, $1,
                       '')
FROM new_dimension
WHERE n > $1::text::int - (SELECT count(*) FROM dimension)
UNION ALL
SELECT line, concat_ws(E'\x1f', 'too_many', '', 'members', '>' || $2, $2, '')
FROM new_member
WHERE n > $2::text::int - (SELECT count(*) FROM member)
