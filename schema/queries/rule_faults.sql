-- role: import
-- A finding that blocks is a fault of its line. Where rows could not be read,
-- nothing is said of sums that may lack them.
INSERT INTO stage (line, fault)
SELECT line, concat_ws(E'\x1f', 'rule_broken', '', rule, level, expected,
                       value, coalesce(number::text, ''), subject)
FROM finding
WHERE (level = 'E' OR level = 'W' AND explanation IS NULL)
  AND NOT (adds_up AND EXISTS (SELECT FROM stage WHERE fault IS NOT NULL))
