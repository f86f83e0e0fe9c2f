-- role: import
-- A new area without a parent hangs below the root.
-- inserted, updated, unchanged
-- One row.
WITH
-- include: record.inc.sql
,
known AS (
    SELECT code, id FROM area
    UNION ALL
    SELECT r.f[1], (SELECT max(id) FROM area)
        + row_number() OVER (ORDER BY r.line)
    FROM record r
    WHERE NOT EXISTS (SELECT 1 FROM area WHERE code = r.f[1])),
wanted AS (
    SELECT k.id, r.f[1] AS code,
        coalesce(r.f[2], a.name_zh) AS name_zh,
        coalesce(r.f[3], a.name_en, '') AS name_en,
        coalesce(r.f[4], a.level, '') AS level,
        CASE WHEN p.id IS NOT NULL THEN p.id
             WHEN a.id IS NOT NULL THEN a.parent
             ELSE (SELECT id FROM area WHERE parent IS NULL)
        END AS parent,
        CASE WHEN r.f[6] IS NULL THEN a.valid_from
             ELSE nullif(r.f[6], '')::date END AS valid_from,
        CASE WHEN r.f[7] IS NULL THEN a.valid_to
             ELSE nullif(r.f[7], '')::date END AS valid_to
    FROM record r
    JOIN known k ON k.code = r.f[1]
    LEFT JOIN known p ON p.code = r.f[5]
    LEFT JOIN area a ON a.code = r.f[1]),
updated AS (
    UPDATE area a
    SET name_zh = w.name_zh, name_en = w.name_en, level = w.level,
        parent = w.parent, valid_from = w.valid_from, valid_to = w.valid_to
    FROM wanted w
    WHERE a.id = w.id
      AND (a.name_zh, a.name_en, a.level, a.parent, a.valid_from, a.valid_to)
          IS DISTINCT FROM
          (w.name_zh, w.name_en, w.level, w.parent, w.valid_from, w.valid_to)
    RETURNING 1),
inserted AS (
    INSERT INTO area
        (id, code, name_zh, name_en, level, parent, valid_from, valid_to)
    SELECT id, code, name_zh, name_en, level, parent, valid_from, valid_to
    FROM wanted w
    WHERE NOT EXISTS (SELECT 1 FROM area WHERE id = w.id)
    RETURNING 1)
SELECT i.n, u.n, (SELECT count(*) FROM record) - i.n - u.n
FROM (SELECT count(*) AS n FROM inserted) i,
     (SELECT count(*) AS n FROM updated) u
