-- What the schools of a CTE or table pair (school, target) reported at the
-- targets and at the cells that may stand in for them: two joins that the
-- planner can estimate.
    SELECT p.school, p.target, r.rank, o.value, o.status
    FROM pair p
    JOIN rollup r ON r.target = p.target
    JOIN observation o ON o.cell = r.cell AND o.school = p.school
    UNION ALL
    SELECT p.school, p.target, 0, o.value, o.status
    FROM pair p
    JOIN observation o ON o.cell = p.target AND o.school = p.school
