-- role: import
-- What the staged rows change at leaves, by the schools' own areas.
INSERT INTO delta (cell, area, sum, reported, missing)
SELECT s.cell, sc.area,
    (coalesce(sum(s.value), 0) - coalesce(sum(s.old_value), 0))::bigint,
    count(s.value) - count(s.old_value),
    count(*) - count(s.value)
        - (count(*) FILTER (WHERE s.existed) - count(s.old_value))
FROM stage s
JOIN school sc ON sc.id = s.school
JOIN cell c ON c.id = s.cell AND c.leaf
GROUP BY s.cell, sc.area
