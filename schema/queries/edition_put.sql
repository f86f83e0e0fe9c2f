-- role: read
-- Freezes a report as a draft, with its audit row.
-- $1 text title, $2 int year, $3 int last month, $4 text area, $5 text
-- language, $6 int revision, $7 int sentences that are missing, $8 text
-- template, $9 text report, $10 text Markdown, $11 text HTML, $12 jsonb
-- figures, $13 jsonb sentences, $14 text actor, $15 text request id, $16 int
-- how many drafts there may be
-- as in edition_columns.inc.sql
-- One row; none when there are too many.
WITH e AS (
    INSERT INTO edition (title, year, through, area, lang, revision, missing,
        template, report, markdown, html, created_by)
    SELECT $1, $2::int, $3::int, $4, $5, $6::int, $7::int, $8, $9, $10, $11,
        $14
    WHERE (SELECT count(*) FROM edition WHERE state = 'draft') < $16::int
    RETURNING *),
figures AS (
    INSERT INTO edition_figure (edition, position, name, document)
    SELECT e.id, f.position, f.document->>'name', f.document
    FROM e
    CROSS JOIN jsonb_array_elements($12::jsonb)
        WITH ORDINALITY f (document, position)),
sentences AS (
    INSERT INTO edition_sentence (edition, position, id, text)
    SELECT e.id, s.position, s.document->>'id', s.document->>'text'
    FROM e
    CROSS JOIN jsonb_array_elements($13::jsonb)
        WITH ORDINALITY s (document, position)),
audited AS (
    INSERT INTO audit (actor, action, outcome, detail, request_id)
    SELECT $14, 'edition_put', 'created', id::text, $15
    FROM e)
SELECT
-- include: edition_columns.inc.sql
FROM e
