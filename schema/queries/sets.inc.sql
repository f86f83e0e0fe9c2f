-- Gives met (slot, combo, pair, code, enterprise, cur, base, entries): per
-- place, combination of members and pair of moments, each enterprise that is
-- there at either, the number of schools that have it then, and how many
-- entries there are at the first; and scope (slot, school).
-- $1 int indicator; places: $2 int[] areas, $3 int[] schools, one of the two
-- being empty, numbered from 1; combinations, numbered from 1, as int[]
-- literals of the members wanted ({}: any): $4 text[] ent_tier, $5 text[]
-- coop_mode, $6 text[] depth, $7 text[] on_campus; moments, numbered from 1:
-- $8 date[] first days, $9 date[] last days; pairs of moments, numbered from
-- 1: $10 int[] this one, $11 int[] the one compared with (0: none)
scope AS (
    SELECT a.slot, s.id AS school
    FROM unnest($2::int[]) WITH ORDINALITY a (area, slot)
    JOIN area_ancestor x ON x.ancestor = a.area
    JOIN school s ON s.area = x.area
    UNION ALL
    SELECT slot, school
    FROM unnest($3::int[]) WITH ORDINALITY s (school, slot)),
combo AS (
    SELECT n, tiers::int[], modes::int[], depths::int[], campus::int[]
    FROM unnest($4::text[], $5::text[], $6::text[], $7::text[])
        WITH ORDINALITY c (tiers, modes, depths, campus, n)),
moment AS (
    SELECT n, first, last
    FROM unnest($8::date[], $9::date[]) WITH ORDINALITY m (first, last, n)),
pair AS (
    SELECT n, cur, base
    FROM unnest($10::int[], $11::int[]) WITH ORDINALITY p (cur, base, n)),
entry AS ( -- what may count at all, once per moment
    SELECT p.school, p.code, p.enterprise, p.tiers, p.modes, p.depth,
        p.on_campus, m.n AS moment
    FROM distinct_rule r
    CROSS JOIN moment m
    JOIN partnership p
        ON p.started <= m.last
       AND CASE WHEN r.started THEN p.started >= m.first
                ELSE p.ended IS NULL OR p.ended >= m.first END
       AND (r.depth IS NULL OR p.depth = r.depth)
       AND (r.on_campus IS NULL OR p.on_campus = r.on_campus)
       AND (r.tiers = '{}' OR p.tiers && r.tiers)
    WHERE r.indicator = $1::int
      AND p.school IN (SELECT school FROM scope)),
held AS (
    SELECT s.slot, c.n AS combo, e.moment, e.code,
        max(e.enterprise) AS enterprise,
        count(DISTINCT e.school) AS schools, count(*) AS entries
    FROM entry e
    JOIN scope s ON s.school = e.school
    JOIN combo c
        ON (c.tiers = '{}' OR e.tiers && c.tiers)
       AND (c.modes = '{}' OR e.modes && c.modes)
       AND (c.depths = '{}' OR e.depth = ANY (c.depths))
       AND (c.campus = '{}' OR e.on_campus = ANY (c.campus))
    GROUP BY s.slot, c.n, e.moment, e.code),
met AS (
    SELECT h.slot, h.combo, p.n AS pair, h.code,
        max(h.enterprise) AS enterprise,
        coalesce(max(h.schools) FILTER (WHERE h.moment = p.cur), 0) AS cur,
        coalesce(max(h.schools) FILTER (WHERE h.moment = p.base), 0) AS base,
        coalesce(max(h.entries) FILTER (WHERE h.moment = p.cur), 0)
            AS entries
    FROM pair p
    JOIN held h ON h.moment IN (p.cur, p.base)
    GROUP BY h.slot, h.combo, p.n, h.code)
