-- role: import
-- Sums of areas as an import leaves them, and by how much it changed them.
-- $1 int[] cells, $2 int[] areas
-- cell, area, sum, reported, missing, changes of these three, statuses other
-- than A as letters: after, before
-- As many rows as there are sums; by cell and area.
WITH change AS (
    SELECT d.cell, a.ancestor AS area, sum(d.sum) AS sum,
        sum(d.reported) AS reported, sum(d.missing) AS missing
    FROM delta d
    JOIN area_ancestor a ON a.area = d.area
    WHERE d.cell = ANY ($1::int[]) AND a.ancestor = ANY ($2::int[])
    GROUP BY d.cell, a.ancestor),
status_change AS (
    SELECT d.cell, a.ancestor AS area, d.status, sum(d.schools) AS schools
    FROM delta_status d
    JOIN area_ancestor a ON a.area = d.area
    WHERE d.cell = ANY ($1::int[]) AND a.ancestor = ANY ($2::int[])
    GROUP BY d.cell, a.ancestor, d.status),
letters AS (
    SELECT t.cell, t.area,
        string_agg(t.status::text, '') FILTER (WHERE t.schools > 0) AS after,
        string_agg(t.status::text, '')
            FILTER (WHERE t.schools - coalesce(c.schools, 0) > 0) AS before
    FROM total_status t
    LEFT JOIN status_change c USING (cell, area, status)
    WHERE t.cell = ANY ($1::int[]) AND t.area = ANY ($2::int[])
    GROUP BY t.cell, t.area)
SELECT t.cell, t.area, t.sum, t.reported, t.missing, coalesce(c.sum, 0),
    coalesce(c.reported, 0), coalesce(c.missing, 0), l.after, l.before
FROM total t
LEFT JOIN change c USING (cell, area)
LEFT JOIN letters l USING (cell, area)
WHERE t.cell = ANY ($1::int[]) AND t.area = ANY ($2::int[])
ORDER BY t.cell, t.area
