-- role: read
-- One edition with all its texts.
-- $1 uuid edition, $2 boolean a draft as well
-- as in edition_columns.inc.sql, then template, report, Markdown, HTML, and
-- the seconds of 1970 at which it was frozen
-- One row; none when there is no such edition.
SELECT
-- include: edition_columns.inc.sql
, e.template, e.report, e.markdown, e.html,
    extract(epoch FROM e.created_at)::bigint
FROM edition e
WHERE e.id = $1::uuid AND ($2::boolean OR e.state = 'published')
