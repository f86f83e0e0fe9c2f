-- role: import
-- What the months that follow change in the store.
-- added, superseded, negative bigint, school, period: the first negative one
-- One row.
SELECT count(*) FILTER (WHERE NOT s.existed),
    count(*) FILTER (WHERE s.existed),
    count(*) FILTER (WHERE s.value < 0),
    (array_agg(sc.code ORDER BY s.line, c.period, sc.code)
        FILTER (WHERE s.value < 0))[1] AS school,
    (array_agg(c.period ORDER BY s.line, c.period, sc.code)
        FILTER (WHERE s.value < 0))[1] AS period
FROM stage s
JOIN school sc ON sc.id = s.school
JOIN cell c ON c.id = s.cell
WHERE s.derived
