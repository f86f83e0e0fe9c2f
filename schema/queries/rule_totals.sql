-- role: import
-- Totals that were not reported but follow from what was.
WITH
-- include: rule_totals.inc.sql
INSERT INTO rule_figure (school, cell, indicator, breakdown, period, amount,
    status, line, made, asked)
SELECT * FROM total
