-- Where a cell stands, as people say it: 表3!D9. $1 first lines of the sheets
-- in order, $2 their names (both NULL: it was no workbook, whose cells are
-- told where the column is known by number).
CREATE FUNCTION place_text(firsts int[], names text[], line int, number int)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE WHEN firsts IS NOT NULL OR number IS NOT NULL THEN
    coalesce(names[width_bucket(line, firsts)] || '!', '')
    || coalesce(
        CASE WHEN number > 702 THEN chr(65 + (number - 703) / 676)
             ELSE '' END
        || CASE WHEN number > 26 THEN chr(65 + (number - 27) / 26 % 26)
                ELSE '' END
        || chr(65 + (number - 1) % 26), '')
    || line - coalesce(firsts[width_bucket(line, firsts)], 1) + 1 END
$$;

-- Where rows of a form add up, a row that stands twice counts twice: V-13 asks
-- whether it should.
UPDATE validation_rule
SET advice_zh = '请删除重复的行;各行相加的表中两行确应相同的,请在 note 中说明',
    advice_en = 'remove the repeated row; in a table whose rows add up, say in the note why two rows are the same'
WHERE id = 'V-13';
INSERT INTO validation_check (rule, number, evaluator, level, indicator,
    other, dimension, kind, parameters) VALUES
('V-13', 1, 'repeat', 'W', NULL, NULL, NULL, NULL, '{}');
