-- role: import
-- Takes the moved schools' figures out of the areas they left and adds them
-- to those they joined.
INSERT INTO total AS t (cell, area, sum, reported, missing)
SELECT f.cell, m.area, coalesce(sum(m.sign * f.value), 0)::bigint,
    coalesce(sum(m.sign) FILTER (WHERE f.value IS NOT NULL), 0),
    coalesce(sum(m.sign) FILTER (WHERE f.value IS NULL), 0)
FROM figure_taken f
JOIN move m USING (school)
GROUP BY f.cell, m.area
ON CONFLICT (cell, area) DO UPDATE
SET sum = t.sum + excluded.sum,
    reported = t.reported + excluded.reported,
    missing = t.missing + excluded.missing
