-- role: any
-- The import's record and its audit row.
-- $1 uuid id, $2 kind, $3 state, $4 revision, $5 changed, $6 sha256,
-- $7 bytes, $8 file name, $9 profile, $10 on_error, $11 actor,
-- $12 request id, $13 idempotency key, $14 fingerprint, $15 rows read,
-- $16 observations, $17 inserted, $18 updated, $19 unchanged, $20 rejected,
-- $21 error count, $22 status, $23 answer, $24 import that it reverts or NULL,
-- $25 deleted, $26 microseconds when it was received or NULL: now
WITH audited AS (
    INSERT INTO audit (actor, action, outcome, detail, request_id)
    VALUES ($11, 'import ' || $2, $3, $1::text, $12))
INSERT INTO import (id, kind, state, revision, changed, sha256, bytes,
    file_name, profile, on_error, actor, request_id, idempotency_key,
    fingerprint, rows_read, observations, inserted, updated, unchanged,
    rejected, error_count, status, answer, reverts, deleted, committed_at, received_at)
VALUES ($1::uuid, $2, $3,
    CASE WHEN $3 IN ('failed', 'cancelled')
         THEN (SELECT revision FROM data_revision) ELSE $4::int END,
    $5::boolean, $6, $7::bigint, $8, $9, $10,
    $11, $12, $13, $14, $15::bigint, $16::bigint, $17::bigint, $18::bigint,
    $19::bigint, $20::bigint, $21::bigint, $22::int, $23,
    (SELECT id FROM import WHERE id = $24::uuid),
    $25::bigint,
    CASE WHEN $5::boolean THEN (SELECT committed_at FROM data_revision)
         ELSE clock_timestamp() END,
    coalesce(timestamptz 'epoch' + $26::bigint * interval '1 microsecond',
             now()))
