-- role: read
-- The changes of partnerships behind a place in their feed, in its order: by
-- revision, and the entries of one by school, credit code, start and name. How
-- many changes a revision has is told by its import, so that a page looks at no
-- more revisions than it needs.
-- $1 int revision, $2 int which of its changes that place is, $3 int the last
-- revision, $4 int how many
-- revision, place, import, op, school, credit code, start; then as it became,
-- or, deleted, NULL: enterprise, tiers, modes (codes joined by |), depth,
-- on_campus, end, source, line; the same as it was, without the line; and of a
-- workbook sheet and row
-- Up to $4 rows.
WITH written AS (
    SELECT revision, id AS import,
        sum(inserted + updated + deleted) OVER (ORDER BY revision)
            - inserted - updated - deleted AS before
    FROM import
    WHERE kind = 'partnerships' AND changed
      AND revision BETWEEN $1::int AND $3::int)
SELECT w.revision, v.place, w.import,
    CASE WHEN v.was IS NULL THEN 'inserted' WHEN v.is IS NULL THEN 'deleted'
         ELSE 'updated' END AS op,
    s.code, v.code, v.started,
    (v.is).enterprise, member_codes((v.is).tiers), member_codes((v.is).modes),
    member_codes(ARRAY[(v.is).depth]), member_codes(ARRAY[(v.is).on_campus]),
    (v.is).ended, (v.is).source, (v.is).line,
    (v.was).enterprise, member_codes((v.was).tiers),
    member_codes((v.was).modes), member_codes(ARRAY[(v.was).depth]),
    member_codes(ARRAY[(v.was).on_campus]), (v.was).ended, (v.was).source,
    spot.sheet, spot.row
FROM written w
CROSS JOIN LATERAL (
    SELECT coalesce(n.school, o.school) AS school,
        coalesce(n.code, o.code) AS code,
        coalesce(n.started, o.started) AS started, n.version AS is,
        o.version AS was,
        row_number() OVER (ORDER BY coalesce(n.school, o.school),
            coalesce(n.code, o.code), coalesce(n.started, o.started),
            coalesce(n.name, o.name)) AS place
    FROM (SELECT p.school, p.code, p.started, p.nameless AS name,
              partnership_version(p.enterprise, p.tiers, p.modes, p.depth,
                  p.on_campus, p.ended, p.source, p.line) AS version
          FROM partnership p
          WHERE p.revision = w.revision
          UNION ALL
          SELECT h.school, h.code, h.started,
              CASE WHEN h.code = '' THEN h.enterprise ELSE '' END,
              partnership_version(h.enterprise, h.tiers, h.modes, h.depth,
                  h.on_campus, h.ended, h.source, h.line)
          FROM partnership_history h
          WHERE h.revision = w.revision) n
    FULL JOIN (
          SELECT h.school, h.code, h.started,
              CASE WHEN h.code = '' THEN h.enterprise ELSE '' END AS name,
              partnership_version(h.enterprise, h.tiers, h.modes, h.depth,
                  h.on_campus, h.ended, h.source, h.line) AS version
          FROM partnership_history h
          WHERE h.until = w.revision) o
        ON o.school = n.school AND o.code = n.code AND o.started = n.started
       AND o.name = n.name) v
JOIN school s ON s.id = v.school
CROSS JOIN LATERAL (SELECT (v.is).line AS line, w.import AS import) told
LEFT JOIN LATERAL (
-- include: import_place.inc.sql
) spot ON true
WHERE w.before <= $2::int + $4::int
  AND (w.revision, v.place) > ($1::int, $2::int)
ORDER BY w.revision, v.place
LIMIT $4::int
