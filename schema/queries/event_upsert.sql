-- role: import
-- The file's events, and where they leave schools that moved or changed their
-- level; the area that a school leaves is kept.
-- $1 int the new revision
-- inserted, updated, unchanged
-- One row.
WITH
-- include: event_all.inc.sql
,
-- include: event_states.inc.sql
,
stored AS ( -- what there is, as the file has it and what is new leaves it
    SELECT coalesce(c.event, t.id) AS id, c.weight, c.note,
        CASE WHEN t.kind = 'transfer' THEN t.was::int END AS area_from,
        CASE WHEN t.kind = 'change_level' THEN t.was END AS level_from
    FROM (SELECT * FROM claim WHERE event IS NOT NULL) c
    FULL JOIN (SELECT * FROM state WHERE NOT is_new) t ON t.id = c.event),
wanted AS (
    SELECT e.id, coalesce(w.weight, e.weight) AS weight,
        coalesce(w.note, e.note) AS note,
        coalesce(w.area_from, e.area_from) AS area_from,
        coalesce(w.level_from, e.level_from) AS level_from,
        (w.weight, w.note) <> (e.weight, e.note) AS is_update
    FROM stored w
    JOIN school_event e ON e.id = w.id),
updated AS (
    UPDATE school_event e
    SET weight = w.weight, note = w.note, area_from = w.area_from,
        level_from = w.level_from
    FROM wanted w
    WHERE e.id = w.id
      AND (e.weight, e.note, e.area_from, e.level_from) IS DISTINCT FROM
          (w.weight, w.note, w.area_from, w.level_from)
    RETURNING w.is_update),
inserted AS (
    INSERT INTO school_event (id, date, kind, from_school, to_school,
                              area_from, area_to, level_from, level_to,
                              weight, note, revision)
    SELECT (SELECT coalesce(max(id), 0) FROM school_event)
            + row_number() OVER (ORDER BY c.n),
        c.date, c.kind, c.from_school, c.to_school,
        CASE WHEN c.kind = 'transfer' THEN t.was::int END, c.area_to,
        CASE WHEN c.kind = 'change_level' THEN t.was ELSE '' END, c.level_to,
        c.weight, c.note, $1::int
    FROM claim c
    LEFT JOIN state t ON t.n = c.n
    WHERE c.event IS NULL
    RETURNING 1),
present AS (
    SELECT school,
        (array_agg(becomes) FILTER (WHERE kind = 'transfer'))[1]::int AS area,
        (array_agg(becomes) FILTER (WHERE kind = 'change_level'))[1] AS level
    FROM state
    WHERE is_last AND is_new
    GROUP BY school),
moved AS (
    INSERT INTO school_area_history (school, area, until)
    SELECT s.id, s.area, $1::int
    FROM present p
    JOIN school s ON s.id = p.school
    WHERE s.area <> p.area),
placed AS (
    UPDATE school s
    SET area = coalesce(p.area, s.area), level = coalesce(p.level, s.level)
    FROM present p
    WHERE s.id = p.school)
SELECT i.n, u.n, (SELECT count(*) FROM claim) - i.n - u.n
FROM (SELECT count(*) AS n FROM inserted) i,
     (SELECT count(*) FILTER (WHERE is_update) AS n FROM updated) u
