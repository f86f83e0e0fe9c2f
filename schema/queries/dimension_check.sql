-- role: import
-- Faults that only the whole file and the store together show. A dimension
-- that has data keeps its membership: totals depend on it.
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
    FROM record)
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
