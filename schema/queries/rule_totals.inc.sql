-- Needs rule_cell, rule_rollup and rule_figure without totals. Gives total,
-- rows for rule_figure: the totals that were not reported but follow from the
-- partition that the store would take (figure_rule.inc.sql). Where a part is
-- unknown or only in several dimensions at once beside others, nothing does.
total AS (
    SELECT s.school, c.id AS cell, c.indicator, c.breakdown, c.period,
        CASE WHEN NOT s.unknown THEN s.amount END AS amount,
        'A'::"char" AS status, s.line, true AS made, s.asked
    FROM (SELECT f.school, r.target, r.rank, sum(f.amount) AS amount,
              bool_or(f.amount IS NULL AND f.status <> 'M') AS unknown,
              min(f.line) AS line, bool_or(f.asked) AS asked,
              min(r.rank) OVER w AS lowest, max(r.rank) OVER w AS highest
          FROM rule_figure f
          JOIN rule_rollup r ON r.cell = f.cell
          GROUP BY f.school, r.target, r.rank
          WINDOW w AS (PARTITION BY f.school, r.target)) s
    JOIN rule_cell c ON c.id = s.target AND c.breakdown = 1
    LEFT JOIN rule_figure t ON t.school = s.school AND t.cell = s.target
    WHERE t.cell IS NULL
      AND s.rank = s.lowest
      -- one dimension has a rank of its own id
      AND (s.lowest = s.highest OR s.highest <= 200))
