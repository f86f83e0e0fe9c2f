-- role: import
-- The staged entries; superseded versions go to the history. A row is the
-- whole entry: what it leaves out is empty.
-- $1 int the new revision
-- inserted, updated, unchanged
-- One row.
WITH
-- include: record.inc.sql
,
wanted AS (
    SELECT line, f[1]::int AS school, coalesce(f[2], '') AS code,
        coalesce(f[3], '') AS enterprise, f[4]::int[] AS tiers,
        f[5]::int[] AS modes, f[6]::int AS depth, f[7]::int AS on_campus,
        f[8]::date AS started, nullif(f[9], '')::date AS ended,
        coalesce(f[10], '') AS source
    FROM record),
changed AS (
    SELECT w.*, p.school IS NULL AS is_new
    FROM wanted w
    LEFT JOIN partnership p
        ON p.school = w.school AND p.code = w.code AND p.started = w.started
       AND (w.code <> '' OR p.nameless = w.enterprise)
    WHERE (p.enterprise, p.tiers, p.modes, p.depth, p.on_campus, p.ended,
           p.source) IS DISTINCT FROM
          (w.enterprise, w.tiers, w.modes, w.depth, w.on_campus, w.ended,
           w.source)),
archived AS (
    INSERT INTO partnership_history (school, code, enterprise, tiers, modes,
        depth, on_campus, started, ended, source, revision, line, until)
    SELECT p.school, p.code, p.enterprise, p.tiers, p.modes, p.depth,
        p.on_campus, p.started, p.ended, p.source, p.revision, p.line, $1::int
    FROM changed c
    JOIN partnership p
        ON p.school = c.school AND p.code = c.code AND p.started = c.started
       AND (c.code <> '' OR p.nameless = c.enterprise)
    WHERE NOT c.is_new),
updated AS (
    UPDATE partnership p
    SET enterprise = c.enterprise, tiers = c.tiers, modes = c.modes,
        depth = c.depth, on_campus = c.on_campus, ended = c.ended,
        source = c.source, revision = $1::int, line = c.line
    FROM changed c
    WHERE NOT c.is_new AND p.school = c.school AND p.code = c.code
      AND p.started = c.started
      AND (c.code <> '' OR p.nameless = c.enterprise)
    RETURNING 1),
inserted AS (
    INSERT INTO partnership (school, code, enterprise, tiers, modes, depth,
        on_campus, started, ended, source, revision, line)
    SELECT school, code, enterprise, tiers, modes, depth, on_campus, started,
        ended, source, $1::int, line
    FROM changed
    WHERE is_new
    RETURNING 1)
SELECT i.n, u.n, (SELECT count(*) FROM wanted) - i.n - u.n
FROM (SELECT count(*) AS n FROM inserted) i,
     (SELECT count(*) AS n FROM updated) u
