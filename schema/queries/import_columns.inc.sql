    i.id, i.kind, i.state, i.revision, i.changed, i.sha256, i.bytes,
    i.file_name, i.profile, i.on_error, i.actor, i.request_id,
    i.idempotency_key,
    to_char(i.received_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS received_at,
    i.rows_read, i.observations, i.inserted, i.updated, i.unchanged,
    i.rejected, i.error_count, i.status,
    (extract(epoch FROM i.received_at) * 1000000)::bigint AS received_us,
    i.deleted, i.reverts,
    (SELECT r.id FROM import r
     WHERE r.reverts = i.id AND r.state = 'committed') AS reverted_by,
    CASE WHEN i.state IN ('failed', 'cancelled')
         THEN i.answer::json ->> 'code' END AS failure
