-- role: import
-- Decimals that are not given follow the unit: counts 0, an age 1, other 2.
-- inserted, updated, unchanged
-- One row.
WITH
-- include: record.inc.sql
,
known AS (
    SELECT code, id FROM indicator
    UNION ALL
    SELECT r.f[1], (SELECT coalesce(max(id), 0) FROM indicator)
        + row_number() OVER (ORDER BY r.line)
    FROM record r
    WHERE NOT EXISTS (SELECT 1 FROM indicator WHERE code = r.f[1])),
wanted AS (
    SELECT k.id, i.id IS NULL AS is_new, r.f[1] AS code,
        coalesce(r.f[2], i.name_zh) AS name_zh,
        coalesce(r.f[3], i.name_en, '') AS name_en,
        coalesce(r.f[4], i.unit, '') AS unit,
        coalesce(r.f[5], i.kind) AS kind,
        (SELECT id FROM known WHERE code = nullif(r.f[6], '')) AS numerator,
        (SELECT id FROM known WHERE code = nullif(r.f[7], ''))
            AS denominator,
        coalesce(r.f[8], i.agg_schools, '') AS agg_schools,
        coalesce(r.f[9], i.agg_time, '') AS agg_time,
        coalesce(r.f[10], i.period_type, '') AS period_type,
        coalesce(r.f[11], i.breakdowns, '') AS breakdowns,
        coalesce(nullif(r.f[12], ''), i.direction, 'neutral') AS direction,
        coalesce(r.f[13], i.source, '') AS source,
        coalesce(nullif(r.f[14], '')::int, i.decimals,
                 CASE WHEN r.f[4] IN ('人', '人次', '家', '个', '所', '项', '')
                      THEN 0
                      WHEN r.f[4] IN ('岁', '岁/人') THEN 1
                      ELSE 2 END) AS decimals,
        coalesce(nullif(r.f[15], '')::int, i.due_days) AS due_days
    FROM record r
    JOIN known k ON k.code = r.f[1]
    LEFT JOIN indicator i ON i.code = r.f[1]),
updated AS (
    UPDATE indicator i
    SET name_zh = w.name_zh, name_en = w.name_en, unit = w.unit,
        kind = w.kind, numerator = w.numerator, denominator = w.denominator,
        agg_schools = w.agg_schools, agg_time = w.agg_time,
        period_type = w.period_type, breakdowns = w.breakdowns,
        direction = w.direction, source = w.source, decimals = w.decimals,
        due_days = w.due_days
    FROM wanted w
    WHERE i.id = w.id
      AND (i.name_zh, i.name_en, i.unit, i.kind, i.numerator, i.denominator,
           i.agg_schools, i.agg_time, i.period_type, i.breakdowns,
           i.direction, i.source, i.decimals, i.due_days) IS DISTINCT FROM
          (w.name_zh, w.name_en, w.unit, w.kind, w.numerator, w.denominator,
           w.agg_schools, w.agg_time, w.period_type, w.breakdowns,
           w.direction, w.source, w.decimals, w.due_days)
    RETURNING 1),
inserted AS (
    INSERT INTO indicator (id, code, name_zh, name_en, unit, kind, numerator,
        denominator, agg_schools, agg_time, period_type, breakdowns,
        direction, source, decimals, due_days)
    SELECT id, code, name_zh, name_en, unit, kind, numerator, denominator,
        agg_schools, agg_time, period_type, breakdowns, direction, source,
        decimals, due_days
    FROM wanted
    WHERE is_new
    RETURNING 1)
SELECT i.n, u.n, (SELECT count(*) FROM record) - i.n - u.n
FROM (SELECT count(*) AS n FROM inserted) i,
     (SELECT count(*) AS n FROM updated) u
