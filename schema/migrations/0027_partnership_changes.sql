-- The feed of changes of partnerships: what a revision wrote, and ended.
CREATE INDEX partnership_revision ON partnership (revision);
CREATE INDEX partnership_history_revision ON partnership_history (revision);
CREATE INDEX partnership_history_until ON partnership_history (until);

-- What an entry said, besides what it is known by.
CREATE TYPE partnership_said AS (enterprise text, tiers int[], modes int[],
    depth int, on_campus int, ended date, source text, line int);
CREATE FUNCTION partnership_version(enterprise text, tiers int[], modes int[],
    depth int, on_campus int, ended date, source text, line int)
RETURNS partnership_said
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT ROW(enterprise, tiers, modes, depth, on_campus, ended, source, line)
    ::partnership_said
$$;

-- The codes of members, in their order, joined by |; NULL of none at all.
CREATE FUNCTION member_codes(ids int[]) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
SELECT CASE WHEN ids IS NOT NULL THEN coalesce(
    (SELECT string_agg(m.code, '|' ORDER BY m.position, m.code)
     FROM member m WHERE m.id = ANY (ids)), '') END
$$;
