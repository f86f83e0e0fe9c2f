-- role: import
-- Areas that a profile creates.
-- $1 int[] ids, $2 text[] codes, $3 text[] names, $4 int[] parents
WITH created AS (
    INSERT INTO area (id, code, name_zh, level, parent)
    SELECT id, code, name, 'area', parent
    FROM unnest($1::int[], $2::text[], $3::text[], $4::int[])
        AS n (id, code, name, parent)
    RETURNING id, parent)
INSERT INTO area_ancestor (area, ancestor)
SELECT c.id, a.ancestor FROM created c JOIN area_ancestor a ON a.area = c.parent
UNION ALL
SELECT id, id FROM created
