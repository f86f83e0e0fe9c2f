-- role: read
-- The validation rules with what each of them looks at.
-- none
-- id, level, enforced, faults, message zh, en, advice zh, en, enabled, updated
-- at or NULL, checks as a JSON array
-- A row for each, by id.
SELECT r.id, r.level, r.enforced, r.faults, r.message_zh, r.message_en,
    r.advice_zh, r.advice_en, r.enabled,
    to_char(r.updated_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS updated_at,
    coalesce((SELECT json_agg(json_build_object(
                  'number', c.number, 'evaluator', c.evaluator,
                  'level', coalesce(c.level, r.level),
                  'indicator', c.indicator, 'other', c.other,
                  'dimension', c.dimension, 'kind', c.kind,
                  'parameters', c.parameters) ORDER BY c.number)
              FROM validation_check c
              WHERE c.rule = r.id), '[]') AS checks
FROM validation_rule r
ORDER BY r.id COLLATE "C"
