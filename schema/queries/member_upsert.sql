-- role: import
-- inserted, updated, unchanged
-- One row.
WITH
-- include: record.inc.sql
,
wanted AS (
    SELECT coalesce(m.id, (SELECT coalesce(max(id), 0) FROM member)
               + row_number() OVER (PARTITION BY m.id IS NULL
                                    ORDER BY r.line)) AS id,
        m.id IS NULL AS is_new, d.id AS dimension, r.f[4] AS code,
        coalesce(nullif(r.f[3], '')::int, m.position, 0) AS position,
        coalesce(r.f[5], m.name_zh, '') AS name_zh,
        coalesce(r.f[6], m.name_en, '') AS name_en,
        coalesce(r.f[7], m.note, '') AS note
    FROM record r
    JOIN dimension d ON d.code = r.f[1]
    LEFT JOIN member m ON m.dimension = d.id AND m.code = r.f[4]),
updated AS (
    UPDATE member m
    SET position = w.position, name_zh = w.name_zh, name_en = w.name_en,
        note = w.note
    FROM wanted w
    WHERE m.id = w.id AND NOT w.is_new
      AND (m.position, m.name_zh, m.name_en, m.note) IS DISTINCT FROM
          (w.position, w.name_zh, w.name_en, w.note)
    RETURNING 1),
inserted AS (
    INSERT INTO member (id, dimension, position, code, name_zh, name_en, note)
    SELECT id, dimension, position, code, name_zh, name_en, note
    FROM wanted
    WHERE is_new
    RETURNING 1)
SELECT i.n, u.n, (SELECT count(*) FROM record) - i.n - u.n
FROM (SELECT count(*) AS n FROM inserted) i,
     (SELECT count(*) AS n FROM updated) u
