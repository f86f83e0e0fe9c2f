-- For which periods an indicator had observations, from which revision on and
-- before which one: as of an earlier revision, the date of a stock is one that
-- was known then. Kept by each import, so that nobody counts cells.
CREATE TABLE coverage (
    indicator int NOT NULL,
    period    int NOT NULL,                 -- not a year to date
    since     int NOT NULL,
    until     int,                          -- NULL: it still has
    PRIMARY KEY (indicator, period, since)
);

-- A gap that was filled since is not seen any more: it takes a revert and the
-- same period reported anew.
INSERT INTO coverage (indicator, period, since, until)
SELECT p.indicator, p.period, p.since, e.until
FROM (SELECT c.indicator, c.period, min(t.revision) AS since
      FROM revision_cell t
      JOIN cell c ON c.id = t.cell
      WHERE c.period % 1000 NOT BETWEEN 41 AND 52
      GROUP BY c.indicator, c.period) p
LEFT JOIN (SELECT c.indicator, c.period, max(h.until) AS until
           FROM observation_history h
           JOIN cell c ON c.id = h.cell
           GROUP BY c.indicator, c.period) e
    ON e.indicator = p.indicator AND e.period = p.period
   AND NOT EXISTS (SELECT 1
                   FROM cell c
                   JOIN observation o ON o.cell = c.id
                   WHERE c.indicator = p.indicator AND c.period = p.period);

GRANT SELECT, INSERT, UPDATE ON coverage TO tvetstat;
