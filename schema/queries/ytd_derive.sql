-- role: import
-- The months that follow from cumulative figures, as staged rows: what counts
-- through the month less what counts through the month before. That is what
-- was reported cumulatively there, or, going back, the last that was and the
-- single months since; January begins at 0. Where one link is missing nothing
-- follows, and a month that followed before has no value any more.
-- A month reported as such in the same file stays as it is, and so does a
-- stored one unless the file has the cumulative figure through it.
-- Affects the number of months.
WITH staged AS (
    SELECT DISTINCT s.school, c.indicator, c.breakdown,
        c.period / 1000 AS year, c.period % 1000 > 40 AS through
    FROM stage s
    JOIN cell c ON c.id = s.cell
    WHERE c.period % 1000 BETWEEN 21 AND 52),
series AS ( -- single months matter where there is a cumulative figure
    SELECT school, indicator, breakdown, year
    FROM staged
    WHERE through
    UNION
    SELECT m.school, m.indicator, m.breakdown, m.year
    FROM staged m
    JOIN cell c ON c.indicator = m.indicator AND c.breakdown = m.breakdown
        AND c.period / 1000 = m.year -- to join by, and to look up by:
        AND c.period BETWEEN m.year * 1000 + 41 AND m.year * 1000 + 52
    JOIN observation o ON o.cell = c.id AND o.school = m.school
    WHERE NOT m.through),
said AS ( -- all that is known of a year, the file's rows first
    SELECT r.*, c.id AS cell, c.period % 20 AS month,
        c.period % 1000 > 40 AS through,
        s.line, s.line IS NOT NULL AS staged,
        o.cell IS NOT NULL AS stored, coalesce(o.derived, false) AS derived,
        CASE WHEN s.line IS NOT NULL THEN s.value ELSE o.value END AS value,
        strpos('BOMLHQJSDKWIFEPNUVGA',
               coalesce(s.status, o.status)::text) AS precedence
    FROM series r
    JOIN cell c ON c.indicator = r.indicator AND c.breakdown = r.breakdown
        AND c.period / 1000 = r.year -- as above
        AND c.period BETWEEN r.year * 1000 + 21 AND r.year * 1000 + 52
    LEFT JOIN stage s ON s.cell = c.id AND s.school = r.school
    LEFT JOIN observation o ON o.cell = c.id AND o.school = r.school
    WHERE s.line IS NOT NULL OR o.cell IS NOT NULL OR c.period % 1000 < 40),
month AS (
    SELECT school, indicator, breakdown, year, month,
        max(cell) FILTER (WHERE NOT through) AS cell,
        max(line) AS line,
        max(line) FILTER (WHERE through) AS ytd_line,
        max(value) FILTER (WHERE through) AS ytd,
        max(value) FILTER (WHERE NOT through AND (staged OR NOT derived))
            AS own,
        max(precedence) FILTER (WHERE through AND value IS NOT NULL)
            AS ytd_precedence,
        max(precedence) FILTER (WHERE NOT through AND value IS NOT NULL)
            AS own_precedence,
        bool_or(NOT through AND staged) AS kept,
        bool_or(NOT through AND stored) AS stored,
        bool_or(NOT through AND derived) AS derived
    FROM said
    GROUP BY school, indicator, breakdown, year, month),
run AS ( -- begins at each cumulative figure, and with January
    SELECT *, count(ytd) OVER (series ORDER BY month) AS run,
        max(line) OVER (series ORDER BY month) AS last_line
    FROM month
    WINDOW series AS (PARTITION BY school, indicator, breakdown, year)),
sum AS (
    SELECT *,
        CASE WHEN count(coalesce(ytd, own)) OVER sofar
                  = month - CASE run WHEN 0 THEN 0
                                 ELSE min(month) OVER sofar - 1 END
             THEN sum(coalesce(ytd, own)) OVER sofar END AS through,
        min(coalesce(ytd_precedence, own_precedence)) OVER sofar
            AS precedence
    FROM run
    WINDOW sofar AS (PARTITION BY school, indicator, breakdown, year, run
                     ORDER BY month)),
step AS (
    SELECT *,
        CASE WHEN month = 1 THEN 0
             WHEN lag(month) OVER series = month - 1
             THEN lag(through) OVER series END AS before,
        lag(precedence) OVER series AS before_precedence
    FROM sum
    WINDOW series AS (PARTITION BY school, indicator, breakdown, year
                      ORDER BY month))
INSERT INTO stage (line, cell, school, value, status, note, derived)
SELECT last_line, cell, school, value,
    CASE WHEN value IS NULL THEN 'O'
         ELSE substr('BOMLHQJSDKWIFEPNUVGA',
                     least(ytd_precedence, before_precedence), 1)
    END::"char",
    CASE WHEN value < 0 THEN 'REVISION_IN_YTD' END,
    true
FROM (SELECT *, (ytd - before)::bigint AS value FROM step) m
WHERE NOT kept
  AND (ytd_line IS NOT NULL OR derived OR NOT stored)
  AND (value IS NOT NULL OR derived)
  AND last_line IS NOT NULL
