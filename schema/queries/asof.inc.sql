-- Needs a CTE moment as asof_revision.inc.sql does, and gives what it gives;
-- and observation, which hides the table: its rows as they stood then. Keys
-- that are joined to it reach the indexes of both tables, so that
-- figure.inc.sql can be included behind it.
-- include: asof_revision.inc.sql
,
observation AS NOT MATERIALIZED (
    SELECT v.cell, v.school, v.value, v.revision, v.line, v.status, v.note,
        v.derived
    FROM ( -- without conditions of its own, or no key gets through it
        SELECT cell, school, value, revision, line, status, note, derived,
            2147483647 AS until
        FROM public.observation
        UNION ALL
        SELECT cell, school, value, revision, line, status, note, derived,
            until
        FROM public.observation_history) v
    WHERE v.revision <= (SELECT revision FROM asof)
      AND v.until > (SELECT revision FROM asof))
