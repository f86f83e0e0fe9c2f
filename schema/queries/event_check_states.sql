-- role: import
-- Faults of transfers and changes of level that change nothing, or after
-- which one that is stored would change nothing.
-- Affects the number of faults.
WITH
-- include: event_all.inc.sql
,
-- include: event_states.inc.sql
INSERT INTO stage (line, fault)
SELECT c.line, concat_ws(E'\x1f', 'event_no_change', 'to', c.from_code,
                         c.to_code, '', c.to_code)
FROM state t
JOIN claim c ON c.n = t.n
WHERE t.is_new AND t.was = t.becomes
UNION ALL
SELECT c.line, concat_ws(E'\x1f', 'event_clash', 'to', c.from_code, t.date, '',
                         c.to_code)
FROM state t
JOIN claim c ON c.n = t.after_n
WHERE NOT t.is_new AND t.was = t.becomes
