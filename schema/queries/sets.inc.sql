-- Reads partnership and school, which an earlier CTE may hide.
-- Gives counted, the entries that count, by place, combination of members and
-- moment (stretch); met (slot, combo, pair, code, cur, base, entries): per place,
-- combination of members and pair of moments, each enterprise that is there
-- at either, the number of schools that have it then, and how many entries
-- there are at the first; named, those of them that are new or lost; told,
-- the schools that have any entry; and
-- scope (slot, school, unit, moment): which schools count at a place, as
-- which, and at which moment (NULL: at all).
-- $1 int indicator; places: $2 int[] areas, $3 int[] schools, one of the two
-- being empty, numbered from 1; combinations, numbered from 1, as int[]
-- literals of the members wanted ({}: any): $4 text[] ent_tier, $5 text[]
-- coop_mode, $6 text[] depth, $7 text[] on_campus; moments, numbered from 1:
-- $8 date[] first days, $9 date[] last days; pairs of moments, numbered from
-- 1: $10 int[] this one, $11 int[] the one compared with (0: none);
-- $12 int how many enterprises may be named, 0: none; $13 int[] schools that
-- do not count where they are, and where they do: $14 int[] place, $15 int[]
-- school, $16 int[] unit, $17 int[] moment
scope AS (
    SELECT a.slot, s.id AS school, s.id AS unit, NULL::int AS moment
    FROM unnest($2::int[]) WITH ORDINALITY a (area, slot)
    JOIN area_ancestor x ON x.ancestor = a.area
    JOIN school s ON s.area = x.area
    WHERE s.id <> ALL ($13::int[])
    UNION ALL
    SELECT slot, school, school, NULL
    FROM unnest($3::int[]) WITH ORDINALITY s (school, slot)
    WHERE school <> ALL ($13::int[])
    UNION ALL
    SELECT slot, school, unit, moment
    FROM unnest($14::int[], $15::int[], $16::int[], $17::int[])
        m (slot, school, unit, moment)),
combo AS (
    SELECT n, tiers::int[], modes::int[], depths::int[], campus::int[]
    FROM unnest($4::text[], $5::text[], $6::text[], $7::text[])
        WITH ORDINALITY c (tiers, modes, depths, campus, n)),
stretch AS (
    SELECT n, first, last
    FROM unnest($8::date[], $9::date[]) WITH ORDINALITY m (first, last, n)),
pair AS (
    SELECT n, cur, base
    FROM unnest($10::int[], $11::int[]) WITH ORDINALITY p (cur, base, n)),
told AS MATERIALIZED ( -- schools with any entry
    SELECT s.slot, s.unit, s.moment, c.opened, c.closed
    FROM scope s
    JOIN public.school c ON c.id = s.school
    WHERE EXISTS (SELECT 1 FROM partnership p WHERE p.school = s.school)),
rule AS (
    SELECT depth, on_campus, tiers, started
    FROM distinct_rule
    WHERE indicator = $1::int),
here AS MATERIALIZED ( -- joined first: what follows cannot be estimated
    SELECT s.slot, s.school, s.unit, s.moment, p.code COLLATE "C" AS code,
        p.tiers, p.modes, p.depth, p.on_campus, p.started, p.ended,
        p.revision, p.line
    FROM scope s
    JOIN partnership p ON p.school = s.school
    WHERE CASE WHEN p.started <= (SELECT max(last) FROM stretch)
                AND (p.ended IS NULL
                     OR p.ended >= (SELECT min(first) FROM stretch))
                AND p.depth = coalesce((SELECT depth FROM rule), p.depth)
                AND p.on_campus = coalesce((SELECT on_campus FROM rule),
                                           p.on_campus)
                AND ((SELECT tiers FROM rule) = '{}'
                     OR p.tiers && (SELECT tiers FROM rule))
               THEN true ELSE false END),
counted AS ( -- the one CASE counts as one in two: enough rows to be hashed
    SELECT h.slot, h.school, h.unit, h.code, h.revision, h.line,
        c.n AS combo, m.n AS stretch
    FROM here h
    CROSS JOIN stretch m
    CROSS JOIN combo c
    WHERE CASE WHEN (h.moment IS NULL OR h.moment = m.n)
                AND h.started <= m.last
                AND (h.started >= m.first
                     OR NOT (SELECT started FROM rule)
                        AND (h.ended IS NULL OR h.ended >= m.first))
                AND (c.tiers = '{}' OR h.tiers && c.tiers)
                AND (c.modes = '{}' OR h.modes && c.modes)
                AND (c.depths = '{}' OR h.depth = ANY (c.depths))
                AND (c.campus = '{}' OR h.on_campus = ANY (c.campus))
               THEN true ELSE false END),
held AS (
    SELECT slot, combo, stretch, code, unit, count(*) AS entries
    FROM counted
    GROUP BY slot, combo, stretch, code, unit),
met AS (
    SELECT h.slot, h.combo, p.n AS pair, h.code,
        count(*) FILTER (WHERE h.stretch = p.cur) AS cur,
        count(*) FILTER (WHERE h.stretch = p.base) AS base,
        sum(h.entries) FILTER (WHERE h.stretch = p.cur) AS entries
    FROM pair p
    JOIN held h ON h.stretch IN (p.cur, p.base)
    GROUP BY h.slot, h.combo, p.n, h.code),
named AS (
    SELECT CASE WHEN m.base = 0 THEN 'n' ELSE 'l' END AS kind, m.slot,
        m.combo, m.pair, m.code, e.enterprise
    FROM met m
    JOIN (SELECT code, max(enterprise) AS enterprise
          FROM partnership
          WHERE $12::int > 0 AND school IN (SELECT school FROM scope)
          GROUP BY code) e ON e.code = m.code
    WHERE $12::int > 0 AND m.code <> '' AND (m.cur = 0) <> (m.base = 0)
    ORDER BY slot, combo, pair, kind DESC, code
    LIMIT $12::int + 1)
