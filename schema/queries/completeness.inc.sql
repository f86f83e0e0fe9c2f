-- Who reported what is expected of them. Needs $1 int[] cells, $2 int[] the
-- slot of each, $3 bigint[] when it is due (seconds since 1970; NULL: a cell
-- of the base), $4 int[] how many cells make a slot, $5 date[] and $6 date[]
-- its first and last day, $7 int[] areas, $8 boolean to look their schools up
-- one by one instead of all schools there are; and, behind WITH RECURSIVE, a
-- CTE asof (revision): what is known by then, which for an earlier one stands
-- in observation, observation_history and school of completeness_asof.inc.sql.
-- Gives judged (slot, school, area, reported, missing, on_time, weight): the
-- schools of the areas that were open in the slot's period. A school has
-- reported when every cell has its value; what it reported first decides
-- whether that was in time, at whatever breakdown that adds up to the cell.
-- What an import said that was taken back does not count, nor does a revert
-- itself: what it brings back was said before.
chain AS (
    SELECT i.revision AS root, i.id, i.revision, 0 AS depth
    FROM import i
    WHERE i.id IN (SELECT reverts FROM import
                   WHERE reverts IS NOT NULL AND state = 'committed')
      AND i.reverts IS NULL
    UNION ALL
    SELECT c.root, r.id, r.revision, c.depth + 1
    FROM chain c
    JOIN import r ON r.reverts = c.id AND r.state = 'committed'
    WHERE r.revision <= (SELECT revision FROM asof)),
unsaid AS MATERIALIZED (
    SELECT revision
    FROM chain
    WHERE depth > 0
    UNION ALL
    SELECT root
    FROM chain
    GROUP BY root
    HAVING max(depth) % 2 = 1),
wanted AS (
    SELECT w.cell, w.slot, to_timestamp(w.due) AS due
    FROM unnest($1::int[], $2::int[], $3::bigint[]) AS w (cell, slot, due)),
slot AS (
    SELECT s.slot, s.needed, s.first_day, s.last_day
    FROM unnest($4::int[], $5::date[], $6::date[])
        WITH ORDINALITY AS s (needed, first_day, last_day, slot)),
inside AS (
    SELECT s.id AS school, s.area, s.opened, s.closed
    FROM school s
    WHERE EXISTS (SELECT 1 FROM area_ancestor a
                  WHERE a.area = s.area AND a.ancestor = ANY ($7::int[]))),
target AS (
    SELECT DISTINCT cell FROM wanted),
source AS (
    SELECT cell AS target, cell, 0::bigint AS rank FROM target
    UNION ALL
    SELECT r.target, r.cell, r.rank
    FROM target t
    JOIN rollup r ON r.target = t.cell),
reported AS MATERIALIZED (
    SELECT o.school, s.target, s.rank, o.value, o.status, o.revision
    FROM source s
    CROSS JOIN inside i
    JOIN observation o ON o.cell = s.cell AND o.school = i.school
    WHERE $8::text::boolean
    UNION ALL
    SELECT o.school, s.target, s.rank, o.value, o.status, o.revision
    FROM source s
    CROSS JOIN LATERAL (
        SELECT school, value, status, revision
        FROM observation
        WHERE cell = s.cell
        OFFSET 0) o
    WHERE NOT $8::text::boolean
      AND (o.school IN (SELECT school FROM inside)) IS TRUE),
-- include: figure_rule.inc.sql
-- From here on unions and groups instead of joins: the planner takes all of
-- the above for a row or two, and would compare every row with every other.
, told AS (
    SELECT t.target, t.school, max(t.value) AS value,
        bool_or(t.told) AS told, min(t.revision) AS revision
    FROM (
        SELECT cell AS target, school, value, true AS told,
            NULL::int AS revision
        FROM figure
        UNION ALL -- the versions with a value
        SELECT target, school, NULL, false, revision
        FROM reported
        WHERE value IS NOT NULL
          AND revision NOT IN (SELECT revision FROM unsaid)
        UNION ALL
        SELECT s.target, h.school, NULL, false, h.revision
        FROM source s
        CROSS JOIN LATERAL (
            SELECT school, revision
            FROM observation_history
            WHERE cell = s.cell AND value IS NOT NULL
              AND revision NOT IN (SELECT revision FROM unsaid)
            OFFSET 0) h) t
    GROUP BY t.target, t.school),
fact AS (
    SELECT w.slot, t.school, NULL::int AS area, 0 AS needed,
        CASE WHEN w.due IS NOT NULL THEN 1 ELSE 0 END AS said,
        CASE WHEN w.due IS NOT NULL AND t.value IS NOT NULL THEN 1 ELSE 0
        END AS has,
        CASE WHEN t.value IS NOT NULL AND w.due > (
            SELECT received_at
            FROM import
            WHERE revision = t.revision AND changed) THEN 1 ELSE 0
        END AS in_time,
        CASE WHEN w.due IS NULL THEN t.value END AS weight
    FROM told t
    JOIN wanted w ON w.cell = t.target
    WHERE t.told
    UNION ALL
    SELECT s.slot, i.school, i.area, s.needed, 0, 0, 0, NULL
    FROM slot s
    JOIN inside i ON (i.opened IS NULL OR i.opened <= s.last_day)
        AND (i.closed IS NULL OR i.closed >= s.first_day)),
judged AS (
    SELECT slot, school, max(area) AS area,
        sum(has) = max(needed) AS reported,
        sum(said) = max(needed) AND sum(has) < max(needed) AS missing,
        sum(in_time) = max(needed) AS on_time,
        sum(weight) AS weight
    FROM fact
    GROUP BY slot, school
    HAVING max(area) IS NOT NULL)
