-- role: import
-- Periods that have observations from this revision on.
-- $1 int the new revision
-- Affects the number of periods.
INSERT INTO coverage (indicator, period, since)
SELECT DISTINCT c.indicator, c.period, $1::int
FROM revision_cell t
JOIN cell c ON c.id = t.cell
WHERE t.revision = $1::int
  AND c.period % 1000 NOT BETWEEN 41 AND 52 -- no year to date
  AND NOT EXISTS (
      SELECT 1
      FROM coverage k
      WHERE k.indicator = c.indicator AND k.period = c.period
        AND k.until IS NULL)
