-- role: import
-- What a new event makes doubtful: figures of a school after its last day or
-- before its first, a school in an area that was no more.
-- code, subject
-- One row each, at most 100.
WITH
-- include: cell_day.inc.sql
,
touched AS (
    SELECT from_school AS school FROM claim WHERE event IS NULL
    UNION
    SELECT to_school FROM claim WHERE event IS NULL),
reported AS (
    SELECT s.code, s.opened, s.closed, min(b.day) AS first, max(b.day) AS last
    FROM touched t
    JOIN school s ON s.id = t.school
    JOIN observation o ON o.school = s.id
    JOIN begun b USING (cell)
    WHERE s.opened IS NOT NULL OR s.closed IS NOT NULL
    GROUP BY s.id)
SELECT 'figures_after_closing', code FROM reported WHERE last > closed
UNION ALL
SELECT 'figures_before_opening', code FROM reported WHERE first < opened
UNION ALL
SELECT DISTINCT 'area_ended', a.code
FROM claim c
JOIN area a ON a.id = c.area_to
WHERE a.valid_to < c.date
ORDER BY 1, 2
LIMIT 100
