-- role: import
-- Periods of which a revert has removed the last observation.
-- $1 int the new revision
-- Affects the number of periods.
UPDATE coverage k
SET until = $1::int
FROM (SELECT DISTINCT c.indicator, c.period
      FROM stage s
      JOIN cell c ON c.id = s.cell
      WHERE s.status IS NULL) r
WHERE k.indicator = r.indicator AND k.period = r.period AND k.until IS NULL
  AND NOT EXISTS (
      SELECT 1
      FROM cell c
      JOIN observation o ON o.cell = c.id
      WHERE c.indicator = r.indicator AND c.period = r.period)
