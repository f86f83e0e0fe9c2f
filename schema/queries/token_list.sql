-- role: command
-- Every token there ever was, without the tokens.
-- id int, name text, role text, scopes text, created text, expires text,
-- revoked text
-- A row for each token.
SELECT id, name, role,
       coalesce(nullif(concat_ws(' ',
           'school:' || nullif(array_to_string(schools, ','), ''),
           'area:' || nullif(array_to_string(areas, ','), '')), ''), '-')
           AS scopes,
       to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
           AS created,
       coalesce(to_char(expires_at AT TIME ZONE 'UTC',
                        'YYYY-MM-DD"T"HH24:MI:SS"Z"'), '-') AS expires,
       coalesce(to_char(revoked_at AT TIME ZONE 'UTC',
                        'YYYY-MM-DD"T"HH24:MI:SS"Z"'), '-') AS revoked
FROM token
ORDER BY id
