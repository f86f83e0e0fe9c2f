-- role: import
-- What changed between the figures taken before and after.
INSERT INTO delta (cell, area, sum, reported, missing)
SELECT f.cell, sc.area, coalesce(sum(f.side * f.value), 0)::bigint,
    coalesce(sum(f.side) FILTER (WHERE f.value IS NOT NULL), 0),
    coalesce(sum(f.side) FILTER (WHERE f.value IS NULL), 0)
FROM figure_taken f
JOIN school sc ON sc.id = f.school
GROUP BY f.cell, sc.area
