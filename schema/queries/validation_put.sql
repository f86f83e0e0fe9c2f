-- role: read
-- Changes a rule: switches it on or off, sets its level, parameters of its
-- checks, and limits of an indicator's own. A rule that was delivered as E
-- stays as it is; no level is set below the delivered one.
-- $1 text id, $2 jsonb the change, well-formed: enabled, level, checks of
-- number, indicator, parameters, remove; $3 text actor, $4 text request id
-- the member that is wrong, or ''
-- One row; none when there is no such rule.
WITH rule AS (
    SELECT r.*, $2::jsonb AS change FROM validation_rule r WHERE r.id = $1),
aim AS ( -- a check that is there, or the model of one for an indicator
    SELECT c.*, a.item->>'indicator' AS wanted,
        coalesce(a.item->'parameters', '{}') AS given,
        a.item ? 'remove' AS remove,
        c.evaluator IN ('jump', 'median', 'zero') AS by_indicator
    FROM rule r
    CROSS JOIN LATERAL jsonb_array_elements(
        coalesce(r.change->'checks', '[]')) a (item)
    LEFT JOIN validation_check c ON c.rule = r.id
        AND c.number = (a.item->>'number')::int),
fault AS (
    SELECT CASE
        WHEN r.enforced <> 'rows' THEN 'id'
        WHEN r.base_level = 'E' AND r.change ? 'enabled' THEN 'enabled'
        WHEN r.change ? 'level' AND strpos('IWE', r.change->>'level')
             < strpos('IWE', r.base_level) THEN 'level'
        WHEN r.base_level = 'E' AND EXISTS (SELECT FROM aim) THEN 'checks'
        WHEN EXISTS (
            SELECT FROM aim a
            WHERE a.number IS NULL
               OR (a.given - ARRAY(SELECT jsonb_object_keys(a.parameters)))
                  <> '{}'
               OR a.remove AND (a.indicator IS NULL OR NOT a.by_indicator)
               OR a.wanted IS NOT NULL
                  AND (a.indicator IS NOT NULL OR NOT a.by_indicator
                       OR EXISTS (SELECT FROM validation_check c
                                  WHERE c.rule = $1
                                    AND c.indicator = a.wanted)
                       OR NOT EXISTS (SELECT FROM indicator i
                                      WHERE i.code = a.wanted)))
            OR (SELECT count(*) <> count(DISTINCT (number, wanted)) FROM aim)
            THEN 'checks'
        ELSE '' END AS text
    FROM rule r),
changed AS (
    UPDATE validation_rule r
    SET enabled = coalesce((w.change->>'enabled')::boolean, r.enabled),
        level = coalesce(w.change->>'level', r.level),
        updated_at = now(), updated_by = $3
    FROM fault, rule w
    WHERE r.id = w.id AND fault.text = ''
    RETURNING r.id),
removed AS (
    DELETE FROM validation_check c
    USING changed, aim a
    WHERE c.rule = a.rule AND c.number = a.number AND a.remove),
adapted AS (
    UPDATE validation_check c
    SET parameters = c.parameters || a.given
    FROM changed, aim a
    WHERE c.rule = a.rule AND c.number = a.number AND a.wanted IS NULL
      AND NOT a.remove),
added AS (
    INSERT INTO validation_check (rule, number, evaluator, level, indicator,
        other, dimension, parameters)
    SELECT a.rule, (SELECT max(number) FROM validation_check WHERE rule = $1)
            + row_number() OVER (ORDER BY a.wanted),
        a.evaluator, a.level, a.wanted, a.other, a.dimension,
        a.parameters || a.given
    FROM changed, aim a
    WHERE a.wanted IS NOT NULL),
audited AS (
    INSERT INTO audit (actor, action, outcome, detail, request_id)
    SELECT $3, 'validation_put', 'changed', id || ' ' || ($2::jsonb)::text, $4
    FROM changed)
SELECT text FROM fault
