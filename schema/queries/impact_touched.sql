-- role: import
-- What an import changed of sums that are not broken down: which indicators
-- and periods, and in which areas; the most touched first, the root before
-- the other areas.
-- $1 int how many indicators with periods, $2 int how many areas
-- indicator and period, or area; of all such
-- Up to $1 + $2 rows.
WITH change AS MATERIALIZED (
    SELECT d.cell, d.area, c.indicator, c.period
    FROM (SELECT cell, area FROM delta
          UNION
          SELECT cell, area FROM delta_status) d
    JOIN cell c ON c.id = d.cell AND c.breakdown = 1)
(SELECT indicator, period, NULL::int AS area, count(*) OVER () AS all_of_them
 FROM change
 GROUP BY indicator, period
 ORDER BY count(*) DESC, indicator, period
 LIMIT $1::int)
UNION ALL
(SELECT NULL, NULL, a.ancestor, count(*) OVER ()
 FROM change d
 JOIN area_ancestor a ON a.area = d.area
 JOIN area ar ON ar.id = a.ancestor
 GROUP BY a.ancestor, ar.parent
 ORDER BY (ar.parent IS NULL) DESC, count(*) DESC, a.ancestor
 LIMIT $2::int)
