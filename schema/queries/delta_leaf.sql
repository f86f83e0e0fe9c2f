-- role: import
-- What the staged rows change at leaves, by the schools' own areas.
INSERT INTO delta (cell, area, sum, reported, missing)
SELECT d.*
FROM (SELECT s.cell, sc.area,
          (coalesce(sum(s.value), 0) - coalesce(sum(s.old_value), 0))::bigint
              AS sum,
          count(s.value) - count(s.old_value) AS reported,
          count(s.status) - count(s.value)
              - (count(*) FILTER (WHERE s.existed) - count(s.old_value))
              AS missing
      FROM stage s
      JOIN school sc ON sc.id = s.school
      GROUP BY s.cell, sc.area) d
JOIN cell c ON c.id = d.cell AND c.leaf
