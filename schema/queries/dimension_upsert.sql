-- role: import
-- The dimensions themselves, before their members.
-- Affects the number of new or changed dimensions.
WITH
-- include: record.inc.sql
,
wanted AS (
    SELECT DISTINCT ON (f[1]) f[1] AS code, f[2] AS membership, line
    FROM record
    ORDER BY f[1], line)
INSERT INTO dimension AS d (id, code, membership)
SELECT coalesce(k.id, (SELECT coalesce(max(id), 0) FROM dimension)
           + row_number() OVER (PARTITION BY k.id IS NULL ORDER BY w.line)),
    w.code, w.membership
FROM wanted w
LEFT JOIN dimension k ON k.code = w.code
ON CONFLICT (code) DO UPDATE
SET membership = excluded.membership
WHERE d.membership <> excluded.membership
