-- role: import
-- Schools that have a figure both in a period and a year before because of
-- this import, or no more: of sums that are not broken down.
-- $1 int how many panels, $2 int how many schools of each are named
-- indicator, period, entered, their codes joined by commas, left, their codes
-- Up to $1 rows, the most changed first.
WITH link AS MATERIALIZED ( -- cells with one of a year before or after
    SELECT c.id AS cell, c.leaf, c.indicator, c.period + y.years AS period,
        o.id AS other, o.leaf AS other_leaf
    FROM (SELECT DISTINCT cell FROM delta
          UNION
          SELECT DISTINCT cell FROM delta_status) d
    JOIN cell c ON c.id = d.cell AND c.breakdown = 1
    CROSS JOIN (VALUES (0, -1000), (1000, 1000)) y (years, away)
    JOIN cell o ON o.indicator = c.indicator AND o.breakdown = 1
        AND o.period = c.period + y.away),
touched AS MATERIALIZED (
    SELECT s.cell, s.school, s.existed AND s.old_value IS NOT NULL AS before,
        s.status IS NOT NULL AND s.value IS NOT NULL AS after
    FROM stage s
    WHERE s.cell IN (SELECT cell FROM link WHERE leaf)
    UNION ALL
    SELECT f.cell, f.school, bool_or(f.side < 0 AND f.value IS NOT NULL),
        bool_or(f.side > 0 AND f.value IS NOT NULL)
    FROM figure_taken f
    WHERE f.cell IN (SELECT cell FROM link)
    GROUP BY f.cell, f.school),
pair AS (
    SELECT l.indicator, l.period, l.other, l.other_leaf, t.school, t.before,
        t.after
    FROM touched t
    JOIN link l ON l.cell = t.cell
    WHERE t.before <> t.after),
beside AS (
    SELECT p.school, p.indicator, p.period,
        p.before AND coalesce(t.before, h.has) AS before,
        p.after AND coalesce(t.after, h.has) AS after
    FROM pair p
    LEFT JOIN touched t ON t.cell = p.other AND t.school = p.school
    LEFT JOIN observation o ON o.cell = p.other AND o.school = p.school
    CROSS JOIN LATERAL (
        SELECT CASE
            WHEN o.cell IS NOT NULL THEN o.value IS NOT NULL
            WHEN p.other_leaf THEN false
            ELSE EXISTS (SELECT 1
                         FROM rollup r
                         JOIN observation f ON f.cell = r.cell
                             AND f.school = p.school
                         WHERE r.target = p.other AND f.value IS NOT NULL)
            END AS has) h),
change AS ( -- once, though both periods may be of the file
    SELECT indicator, period, school, bool_or(after) AS entered
    FROM beside
    WHERE before <> after
    GROUP BY indicator, period, school),
panel AS (
    SELECT indicator, period, count(*) AS all_of_them,
        count(*) FILTER (WHERE entered) AS entered,
        count(*) FILTER (WHERE NOT entered) AS gone,
        (array_agg(school) FILTER (WHERE entered))[:$2::int] AS who_entered,
        (array_agg(school) FILTER (WHERE NOT entered))[:$2::int] AS who_left
    FROM change
    GROUP BY indicator, period
    ORDER BY all_of_them DESC, indicator, period
    LIMIT $1::int)
SELECT indicator, period, entered,
    (SELECT string_agg(code, ',' ORDER BY code) FROM school
     WHERE id = ANY (who_entered)),
    gone,
    (SELECT string_agg(code, ',' ORDER BY code) FROM school
     WHERE id = ANY (who_left))
FROM panel
ORDER BY all_of_them DESC, indicator, period
