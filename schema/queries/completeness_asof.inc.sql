-- Behind asof.inc.sql: versions that the revision knew, also those that it had
-- superseded, and schools in the areas where they lay then.
observation_history AS NOT MATERIALIZED (
    SELECT cell, school, value, revision
    FROM public.observation_history
    WHERE revision <= (SELECT revision FROM asof)),
school AS NOT MATERIALIZED (
    SELECT s.id, s.code, coalesce(h.area, s.area) AS area, s.opened, s.closed
    FROM public.school s
    LEFT JOIN (SELECT DISTINCT ON (school) school, area
               FROM school_area_history
               WHERE until > (SELECT revision FROM asof)
               ORDER BY school, until) h ON h.school = s.id)
