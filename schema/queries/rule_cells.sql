-- role: import
-- The cells that the checks can need: those of the file; of the same time all
-- of the same indicators and of those that a check names beside them; and at
-- other times what they are compared with.
-- $1 int[] ids, $2 int[] indicators, $3 int[] breakdowns, $4 int[] periods of
-- the cells that this import made
WITH known AS (
    SELECT id, indicator, breakdown, period
    FROM cell
    WHERE id IN (SELECT cell FROM stage)
    UNION ALL
    SELECT *
    FROM unnest($1::int[], $2::int[], $3::int[], $4::int[])),
subject AS (
    SELECT DISTINCT indicator, period FROM known),
named AS (
    SELECT rule, number, indicator FROM validation_use
    WHERE indicator IS NOT NULL
    UNION
    SELECT rule, number, other FROM validation_use
    WHERE other IS NOT NULL
    UNION
    SELECT rule, number, indicator FROM validation_term
    UNION
    SELECT '', id, unnest(ARRAY[numerator, denominator])
    FROM indicator
    WHERE numerator IS NOT NULL),
link AS (
    SELECT a.indicator, b.indicator AS other, bool_or(
            u.evaluator IN ('terms', 'rate') OR u.parameters ? 'latest')
            AS elsewhen
    FROM named a
    JOIN named b USING (rule, number)
    LEFT JOIN validation_use u USING (rule, number)
    GROUP BY a.indicator, b.indicator),
whole AS (
    SELECT indicator, period FROM subject
    UNION
    SELECT l.other, s.period
    FROM subject s
    JOIN link l USING (indicator)),
month AS (
    SELECT indicator, period / 1000 * 12 + period % 20 - 1 AS month
    FROM subject
    WHERE period % 1000 BETWEEN 21 AND 32),
elsewhen AS (
    SELECT indicator, period - 1000 AS period FROM subject
    UNION
    SELECT indicator, period_previous(period) FROM subject
    UNION
    SELECT m.indicator,
        (m.month - g) / 12 * 1000 + 21 + (m.month - g) % 12
    FROM month m
    CROSS JOIN generate_series(1, 12) g
    UNION
    SELECT s.indicator, s.period / 1000 * 1000 + 40 + g
    FROM subject s
    CROSS JOIN generate_series(1, 12) g
    WHERE s.period % 1000 BETWEEN 41 AND 52
    UNION
    SELECT c.indicator, c.period
    FROM subject s
    JOIN link l USING (indicator)
    JOIN cell c ON c.indicator = l.other AND c.breakdown = 1
        AND c.period / 1000
            BETWEEN s.period / 1000 - 1 AND s.period / 1000 + 1
    WHERE l.elsewhen),
wanted AS (
    SELECT id, indicator, breakdown, period FROM known
    UNION
    SELECT c.id, c.indicator, c.breakdown, c.period
    FROM cell c
    JOIN whole w ON w.indicator = c.indicator AND w.period = c.period
    UNION
    SELECT c.id, c.indicator, c.breakdown, c.period
    FROM cell c
    JOIN elsewhen e ON e.indicator = c.indicator AND e.period = c.period
    JOIN breakdown b ON b.id = c.breakdown
    LEFT JOIN (SELECT DISTINCT indicator, breakdown FROM known) k
        ON k.indicator = c.indicator AND k.breakdown = c.breakdown
    WHERE cardinality(b.members) < 2 OR k.breakdown IS NOT NULL)
INSERT INTO rule_cell (id, indicator, breakdown, period, unit)
SELECT w.id, w.indicator, w.breakdown, w.period, trim_scale(10::numeric ^ -i.decimals)
FROM wanted w
JOIN indicator i ON i.id = w.indicator
