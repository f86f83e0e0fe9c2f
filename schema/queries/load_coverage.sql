-- role: any
-- Of the whole table, for the snapshot in memory. The year to date is no
-- period that anybody asks for. Entries of partnerships are of no period:
-- there are figures from the first of them until today, for a point in time
-- on each 1 September.
-- Cells stay when a revert removes all that they held, and a period of which
-- nothing else was reported is none any more; only what reverts wrote is
-- looked at.
-- indicator, period
-- One row each.
WITH reverted AS MATERIALIZED (
    SELECT DISTINCT c.indicator, c.period
    FROM import i
    JOIN revision_cell t ON t.revision = i.revision
    JOIN cell c ON c.id = t.cell
    WHERE i.reverts IS NOT NULL AND i.state = 'committed'),
empty AS (
    SELECT r.indicator, r.period
    FROM reverted r
    WHERE NOT EXISTS (
        SELECT 1
        FROM cell c
        JOIN observation o ON o.cell = c.id
        WHERE c.indicator = r.indicator AND c.period = r.period))
(SELECT indicator, period
 FROM cell
 WHERE period % 1000 NOT BETWEEN 41 AND 52
 EXCEPT
 SELECT indicator, period
 FROM empty)
UNION
SELECT r.indicator,
    CASE i.period_type
        WHEN 'month' THEN extract(year FROM d)::int * 1000 + 20
            + extract(month FROM d)::int
        WHEN 'calendar_year' THEN extract(year FROM d)::int * 1000
        WHEN 'school_year' THEN extract(year FROM d)::int * 1000 + 100
        ELSE extract(year FROM d)::int * 1000 + 649
    END
FROM distinct_rule r
JOIN indicator i ON i.id = r.indicator
CROSS JOIN (SELECT min(started) AS first FROM partnership) p
CROSS JOIN generate_series(date_trunc('year', p.first::timestamp),
                           now()::timestamp, interval '1 month') d
WHERE i.period_type IN ('month', 'calendar_year')
   OR extract(month FROM d) = 9
ORDER BY indicator, period
