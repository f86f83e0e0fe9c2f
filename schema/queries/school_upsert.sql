-- role: import
-- Schools as the file has them; the area that a school leaves is kept.
-- $1 int the new revision
-- inserted, updated, unchanged
-- One row.
WITH
-- include: record.inc.sql
,
wanted AS (
    SELECT coalesce(s.id, (SELECT coalesce(max(id), 0) FROM school)
               + row_number() OVER (PARTITION BY s.id IS NULL
                                    ORDER BY r.line)) AS id,
        s.id IS NULL AS is_new, r.f[1] AS code,
        coalesce(r.f[2], s.name_zh) AS name_zh,
        coalesce(r.f[3], s.name_en, '') AS name_en,
        coalesce(r.f[4], s.level, '') AS level,
        coalesce(r.f[5], s.type, '') AS type,
        coalesce(r.f[6], s.ownership, '') AS ownership,
        coalesce((SELECT id FROM area WHERE code = r.f[7]), s.area) AS area,
        CASE WHEN r.f[8] IS NULL THEN s.opened
             ELSE nullif(r.f[8], '')::date END AS opened,
        CASE WHEN r.f[9] IS NULL THEN s.closed
             ELSE nullif(r.f[9], '')::date END AS closed
    FROM record r
    LEFT JOIN school s ON s.code = r.f[1]),
moved AS (
    INSERT INTO school_area_history (school, area, until)
    SELECT s.id, s.area, $1::int
    FROM wanted w
    JOIN school s ON s.id = w.id
    WHERE NOT w.is_new AND s.area <> w.area),
updated AS (
    UPDATE school s
    SET name_zh = w.name_zh, name_en = w.name_en, level = w.level,
        type = w.type, ownership = w.ownership, area = w.area,
        opened = w.opened, closed = w.closed
    FROM wanted w
    WHERE s.id = w.id AND NOT w.is_new
      AND (s.name_zh, s.name_en, s.level, s.type, s.ownership, s.area,
           s.opened, s.closed) IS DISTINCT FROM
          (w.name_zh, w.name_en, w.level, w.type, w.ownership, w.area,
           w.opened, w.closed)
    RETURNING 1),
inserted AS (
    INSERT INTO school (id, code, name_zh, name_en, level, type, ownership,
                        area, opened, closed)
    SELECT id, code, name_zh, name_en, level, type, ownership, area, opened,
        closed
    FROM wanted
    WHERE is_new
    RETURNING 1)
SELECT i.n, u.n, (SELECT count(*) FROM record) - i.n - u.n
FROM (SELECT count(*) AS n FROM inserted) i,
     (SELECT count(*) AS n FROM updated) u
