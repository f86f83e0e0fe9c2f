-- Needs asof (revision) of asof.inc.sql. Gives partnership and school, which hide
-- the tables: the entries, and where schools lay, as they stood then.
partnership AS (
    SELECT v.*
    FROM (SELECT school, code, enterprise, tiers, modes, depth, on_campus,
              started, ended, revision, line,
              2147483647 AS until
          FROM public.partnership
          UNION ALL
          SELECT school, code, enterprise, tiers, modes, depth, on_campus,
              started, ended, revision, line, until
          FROM public.partnership_history) v
    WHERE v.revision <= (SELECT revision FROM asof)
      AND v.until > (SELECT revision FROM asof)),
school AS (
    SELECT s.id, coalesce((SELECT h.area
                           FROM school_area_history h
                           WHERE h.school = s.id
                             AND h.until > (SELECT revision FROM asof)
                           ORDER BY h.until
                           LIMIT 1), s.area) AS area
    FROM public.school s)
