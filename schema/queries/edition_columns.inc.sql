e.id, e.state, e.title, e.year, e.through, e.area, e.lang, e.revision,
    e.missing,
    to_char(e.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    e.created_by,
    to_char(e.published_at AT TIME ZONE 'UTC',
            'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    e.published_by
