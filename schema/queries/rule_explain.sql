-- role: import
-- What each finding is about in words that people know, in which column of a
-- sheet it is, and the explanation that it has: the note of its row, or one for
-- the file. Five characters are one. A note that was pasted with its row says
-- nothing of why it stands there twice.
-- $1 text[] rules, $2 text[] the file's explanation of each
WITH noted AS (
    SELECT line, max(btrim(note)) AS note, min(repeats) AS repeats
    FROM stage
    WHERE fault IS NULL AND char_length(btrim(note)) >= 5
    GROUP BY line),
told AS (
    SELECT * FROM unnest($1::text[], $2::text[]) AS t (rule, text)),
member_of AS (
    SELECT p.breakdown,
        string_agg(d.code || '=' || m.code, ' ' ORDER BY d.id) AS text
    FROM rule_part p
    JOIN member m ON m.id = p.member
    JOIN dimension d ON d.id = p.dimension
    GROUP BY p.breakdown),
about AS (
    SELECT c.id, concat_ws(' ', i.code, period_text(c.period), m.text) AS text
    FROM rule_cell c
    JOIN indicator i ON i.id = c.indicator
    LEFT JOIN member_of m ON m.breakdown = c.breakdown
    WHERE c.id IN (SELECT cell FROM finding))
UPDATE finding f
SET subject = concat_ws(' ', s.code, a.text),
    number = (SELECT min(c.number) FROM stage c
              WHERE c.line = x.line AND c.cell = x.cell
                AND c.school = x.school AND c.fault IS NULL),
    explanation = CASE WHEN f.level = 'W' THEN coalesce(
        CASE WHEN p.line IS NULL OR x.rule NOT IN
                 (SELECT rule FROM validation_use WHERE evaluator = 'repeat')
             THEN n.note END, t.text) END
FROM finding x
LEFT JOIN school s ON s.id = x.school
LEFT JOIN about a ON a.id = x.cell
LEFT JOIN noted n ON n.line = x.line
LEFT JOIN noted p ON p.line = n.repeats AND p.note = n.note
LEFT JOIN told t ON t.rule = x.rule
WHERE f.ctid = x.ctid
