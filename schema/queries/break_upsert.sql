-- role: import
-- A row says all there is to a break: an overlap that it lacks is none.
-- inserted, updated, unchanged
-- One row.
WITH
-- include: record.inc.sql
,
wanted AS (
    SELECT i.id AS indicator, r.f[2] AS period,
        nullif(r.f[3], '')::numeric AS old_value,
        nullif(r.f[4], '')::numeric AS new_value,
        r.f[5] AS note_zh, coalesce(r.f[6], '') AS note_en
    FROM record r
    JOIN indicator i ON i.code = r.f[1]),
updated AS (
    UPDATE definition_break b
    SET old_value = w.old_value, new_value = w.new_value,
        note_zh = w.note_zh, note_en = w.note_en
    FROM wanted w
    WHERE b.indicator = w.indicator AND b.period = w.period
      AND (b.old_value, b.new_value, b.note_zh, b.note_en)
          IS DISTINCT FROM
          (w.old_value, w.new_value, w.note_zh, w.note_en)
    RETURNING 1),
inserted AS (
    INSERT INTO definition_break (indicator, period, old_value, new_value,
        note_zh, note_en)
    SELECT w.indicator, w.period, w.old_value, w.new_value, w.note_zh,
        w.note_en
    FROM wanted w
    WHERE NOT EXISTS (SELECT 1 FROM definition_break b
                      WHERE b.indicator = w.indicator
                        AND b.period = w.period)
    RETURNING 1)
SELECT i.n, u.n, (SELECT count(*) FROM record) - i.n - u.n
FROM (SELECT count(*) AS n FROM inserted) i,
     (SELECT count(*) AS n FROM updated) u
