-- role: import
-- What taking an import back comes to. Months that follow from cumulative
-- figures are rows, and not counted with what was reported.
-- rows, inserted, updated, deleted
-- One row.
SELECT count(*),
    count(*) FILTER (WHERE NOT derived AND NOT existed),
    count(*) FILTER (WHERE NOT derived AND existed AND status IS NOT NULL),
    count(*) FILTER (WHERE NOT derived AND existed AND status IS NULL)
FROM stage
