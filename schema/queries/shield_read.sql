-- role: read
-- Where counts of persons are protected: what must not be shown.
-- $1 int[] tables, $2 int[] a cell of the table or 0, $3 int[] the cell of the
-- total that the cells of the table with the same head add up to, or 0, $4
-- int[] areas, $5 int counts above 0 and below this are small
-- revision, table, area
-- One row for each table and area above those asked for, the areas directly
-- below which do not show the table; area 0: no area shows it. By table; at
-- least one row: where there is none, a row with the revision and NULLs.
-- Sums are looked up one by one: the planner takes the arrays for short, and
-- would compare every sum with every other.
WITH entry AS (
    SELECT e.tab, e.cell, e.head
    FROM unnest($1::int[], $2::int[], $3::int[]) AS e (tab, cell, head)),
above AS (
    SELECT DISTINCT a.ancestor AS area
    FROM area_ancestor a
    WHERE a.area = ANY ($4::int[]) AND a.ancestor <> a.area),
node AS (
    SELECT id AS area, coalesce(parent, 0) AS parent
    FROM area
    WHERE parent IS NULL OR parent IN (SELECT area FROM above)),
figure AS (
    SELECT e.tab, e.cell, e.head, n.area, n.parent, coalesce((
            SELECT sum FROM total WHERE cell = e.cell AND area = n.area), 0)
        AS sum
    FROM entry e
    CROSS JOIN node n),
rest AS ( -- of the schools that hang on the area itself
    SELECT f.tab, f.parent, coalesce((
            SELECT sum FROM total WHERE cell = f.cell AND area = f.parent), 0)
        - f.sum AS sum
    FROM (SELECT tab, cell, parent, sum(sum) AS sum
          FROM figure
          WHERE parent <> 0 AND cell <> 0
          GROUP BY tab, cell, parent) f),
unequal AS (
    SELECT f.tab, f.parent
    FROM (SELECT tab, head, area, parent, sum(sum) AS sum
          FROM figure
          WHERE head <> 0
          GROUP BY tab, head, area, parent) f
    WHERE f.sum <> coalesce((
        SELECT sum FROM total WHERE cell = f.head AND area = f.area), 0)),
bad AS (
    SELECT tab, parent FROM figure
    WHERE sum < 0 OR (sum > 0 AND sum < $5::text::int)
    UNION
    SELECT tab, parent FROM rest
    WHERE sum < 0 OR (sum > 0 AND sum < $5::text::int)
    UNION
    SELECT tab, parent FROM unequal)
SELECT r.revision, b.tab, b.parent
FROM data_revision r
LEFT JOIN bad b ON true
ORDER BY b.tab
