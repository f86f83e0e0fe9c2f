-- role: import
-- A fault for each staged observation that a later import wrote. Later ones
-- that were taken back since do not count: of an import, its revert, the
-- revert of that and so on, those that are later must come in pairs. Where a
-- school has cumulative figures, the months of a year follow from each other:
-- none of them may have been written since.
-- $1 int the revision that is to be taken back
-- Affects the number of faults.
WITH RECURSIVE chain AS (
    SELECT i.id AS root, i.id, i.revision
    FROM import i
    WHERE i.id IN (SELECT reverts FROM import
                   WHERE reverts IS NOT NULL AND state = 'committed')
      AND i.reverts IS NULL
    UNION ALL
    SELECT c.root, r.id, r.revision
    FROM chain c
    JOIN import r ON r.reverts = c.id AND r.state = 'committed'),
undone AS (
    SELECT unnest(array_agg(revision)) AS revision
    FROM chain
    WHERE revision > $1::int
    GROUP BY root
    HAVING count(*) % 2 = 0),
touched AS MATERIALIZED (
    SELECT DISTINCT cell
    FROM revision_cell
    WHERE revision > $1::int
      AND revision NOT IN (SELECT revision FROM undone)),
kin AS MATERIALIZED ( -- cells of a year of which some are cumulative
    SELECT k.*, bool_or(k.through) OVER (PARTITION BY k.cell) AS cumulative
    FROM (SELECT c.id AS cell, o.id AS other,
              o.period % 1000 > 40 AS through
          FROM (SELECT DISTINCT cell FROM stage) s
          JOIN cell c ON c.id = s.cell
          JOIN cell o ON o.indicator = c.indicator
              AND o.breakdown = c.breakdown
              AND o.period / 1000 = c.period / 1000
              AND o.period % 1000 BETWEEN 21 AND 52
          WHERE c.period % 1000 BETWEEN 21 AND 52) k),
related AS (
    SELECT s.cell, s.school, s.cell AS other
    FROM stage s
    JOIN touched t ON t.cell = s.cell
    UNION
    SELECT s.cell, s.school, k.other
    FROM stage s
    JOIN kin k ON k.cell = s.cell AND k.cumulative
    JOIN touched t ON t.cell = k.other
    WHERE EXISTS (
        SELECT 1
        FROM kin y
        WHERE y.cell = s.cell AND y.through
          AND (EXISTS (SELECT 1 FROM observation
                       WHERE cell = y.other AND school = s.school)
               OR EXISTS (SELECT 1 FROM observation_history
                          WHERE cell = y.other AND school = s.school)))),
later AS (
    SELECT r.cell, r.school, max(x.revision) AS revision
    FROM related r
    CROSS JOIN LATERAL (
        SELECT o.revision
        FROM observation o
        WHERE o.cell = r.other AND o.school = r.school
        UNION ALL
        SELECT v.revision
        FROM observation_history h
        CROSS JOIN LATERAL (VALUES (h.revision), (h.until)) v (revision)
        WHERE h.cell = r.other AND h.school = r.school) x
    WHERE x.revision > $1::int
      AND x.revision NOT IN (SELECT revision FROM undone)
    GROUP BY r.cell, r.school)
INSERT INTO stage (line, fault)
SELECT coalesce(w.line, 0),
    concat_ws(E'\x1f', 'changed_since', '', sc.code,
              i.code || ' ' || p.text, m.id, '')
FROM later l
JOIN school sc ON sc.id = l.school
JOIN cell c ON c.id = l.cell
JOIN indicator i ON i.id = c.indicator
JOIN import m ON m.revision = l.revision AND m.changed
LEFT JOIN LATERAL ( -- the line of the file that is to be taken back
    SELECT line FROM observation
    WHERE cell = l.cell AND school = l.school AND revision = $1::int
    UNION ALL
    SELECT line FROM observation_history
    WHERE cell = l.cell AND school = l.school AND revision = $1::int) w
    ON true
CROSS JOIN LATERAL (
    SELECT c.period % 1000 AS slot) s
CROSS JOIN LATERAL (
    SELECT c.period / 1000 || CASE
        WHEN s.slot = 0 THEN ''
        WHEN s.slot < 10 THEN 'H' || s.slot
        WHEN s.slot < 20 THEN 'Q' || s.slot - 10
        WHEN s.slot < 60 THEN 'M' || lpad((s.slot % 20)::text, 2, '0')
        WHEN s.slot = 100 THEN 'AY'
        ELSE '-' || lpad(((s.slot - 401) / 31 + 1)::text, 2, '0')
            || '-' || lpad(((s.slot - 401) % 31 + 1)::text, 2, '0')
        END AS text) p
