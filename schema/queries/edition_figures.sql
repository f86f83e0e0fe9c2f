-- role: read
-- What the figures of an edition were, in the order of its template.
-- $1 uuid edition
-- name, state, period, year to date, value, base, change_abs, change_pct,
-- change_pp, members (code=value, joined by commas), new, lost, status,
-- reported, expected, all_base
-- A row a figure.
SELECT name, document->>'state', document->>'period', document->>'ytd',
    document->>'value', document->>'base', document->>'change_abs',
    document->>'change_pct', document->>'change_pp', (
        SELECT string_agg(concat(m.member->>'code', '=', m.member->>'value'),
                          ',' ORDER BY m.number)
        FROM jsonb_array_elements(document->'members')
            WITH ORDINALITY m (member, number)),
    document->>'new', document->>'lost', document->>'status',
    document->>'reported', document->>'expected', document->>'all_base'
FROM edition_figure
WHERE edition = $1::uuid
ORDER BY position
