-- The validation rules. What each of them looks at is a row of
-- validation_check; what an evaluator does stands in queries/rule_*.sql.
CREATE TABLE validation_rule (
    id         text PRIMARY KEY,
    level      text NOT NULL CHECK (level IN ('E', 'W', 'I')),
    -- Where it is enforced: over the rows of an import and what is stored,
    -- while reading (and by which faults), by how the store is made, or
    -- nowhere yet.
    enforced   text NOT NULL
        CHECK (enforced IN ('rows', 'reading', 'store', 'nowhere')),
    faults     text NOT NULL DEFAULT '',     -- joined by |
    message_zh text NOT NULL,
    message_en text NOT NULL,
    advice_zh  text NOT NULL,
    advice_en  text NOT NULL,
    enabled    boolean NOT NULL DEFAULT true,
    updated_at timestamptz,
    updated_by text
);

CREATE TABLE validation_check (
    rule       text NOT NULL REFERENCES validation_rule,
    number     int NOT NULL,
    evaluator  text NOT NULL,
    level      text CHECK (level IN ('E', 'W', 'I')), -- NULL: the rule's
    indicator  text,                         -- NULL: every one
    other      text,
    dimension  text,
    kind       text,                         -- of the indicators it is for
    parameters jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (rule, number)
);

INSERT INTO validation_rule (id, level, enforced, faults, message_zh,
    message_en, advice_zh, advice_en) VALUES
('V-01', 'E', 'nowhere', '',
 '小计、合计应等于各数据行之和',
 'a subtotal equals the sum of its rows',
 '请核对小计、合计行及其各数据行',
 'check the subtotal and the rows above it'),
('V-02', 'E', 'rows', '',
 '各分组之和应等于合计',
 'the members of a partition add up to the total',
 '请核对合计与各分组的数',
 'check the total and its members'),
('V-03', 'E', 'rows', '',
 '可重叠分组的每一项不得大于合计',
 'no member of an overlapping breakdown exceeds the total',
 '请核对合计与该分组的数',
 'check the total and this member'),
('V-04', 'E', 'rows', '',
 '“其中”项不得大于其上级项',
 'an item "of which" does not exceed what it is part of',
 '请核对“其中”项与上级项',
 'check both items'),
('V-05', 'E', 'reading', 'not_integer|too_precise|negative|out_of_range',
 '人数、个数应为不小于 0 的整数,金额不得为负',
 'counts are whole numbers from 0 on, money is not negative',
 '请填写精确、非负的数',
 'give the exact number, not a negative one'),
('V-06', 'E', 'reading', 'bad_number',
 '数据的计量单位应与指标一致,单元格内不写单位',
 'figures are in the unit of their indicator and carry no unit',
 '请换算为指标的计量单位后填写数字',
 'convert to the unit of the indicator and give the number alone'),
('V-07', 'E', 'rows', '',
 '比例的分子不得大于分母',
 'the numerator of a share does not exceed its denominator',
 '请核对分子与分母',
 'check both figures'),
('V-08', 'E', 'rows', '',
 '分子大于 0 时分母应大于 0',
 'a denominator is above 0 where the numerator is',
 '请核对分子与分母',
 'check both figures'),
('V-09', 'E', 'reading',
 'unknown_indicator|unknown_dimension|unknown_member|no_breakdown|bad_code',
 '代码应在代码表内',
 'codes are those of the catalogue',
 '请使用代码表中的代码',
 'use a code of the catalogue'),
('V-10', 'E', 'reading', 'unknown_school|school_closed|school_not_allowed',
 '学校标识码应已登记,学校在该期间在办,且属于上报人',
 'the school is registered, open in the period, and the sender''s own',
 '请核对学校标识码和期间',
 'check the code of the school and the period'),
('V-11', 'E', 'reading',
 'credit_code_length|credit_code_character|credit_code_letter|'
 'credit_code_structure|credit_code_check|credit_code_number',
 '统一社会信用代码的结构和校验码应正确(主体代码、区划代码存疑时仅提示)',
 'a credit code has the structure and check character of its standard '
 '(doubts about its inner code and area are warnings)',
 '请按营业执照重新填写,并将该列设为文本',
 'copy it from the business licence, in a column of text'),
('V-12', 'E', 'rows', '',
 '重点群体人次不得大于总人次,总人次不得大于各群体与“非重点群体”之和',
 'training of key groups is at most all training, and all of it at most the '
 'sum of the groups and "none"',
 '请核对总人次与各群体人次',
 'check the total and the groups'),
('V-13', 'E', 'reading', 'duplicate_key',
 '同一学校、指标、期间、分组只报一次',
 'one figure for a school, indicator, period and breakdown',
 '请删除重复的行',
 'remove the repeated row'),
('V-14', 'E', 'rows', '',
 '累计数不得小于上一期累计数',
 'a figure since January is not below that of an earlier month',
 '请核对;确因更正前期数据而减少的(REVISION_IN_YTD),请在 note 中说明',
 'check it; where earlier months were corrected (REVISION_IN_YTD), say so in '
 'the note'),
('V-15', 'E', 'reading', 'future_period|bad_period|period_type|school_closed',
 '期间不得在未来,不得早于学校开办',
 'a period is not in the future and not before the school opened',
 '请核对期间',
 'check the period'),
('V-16', 'W', 'rows', '',
 '与上年同期相比变动过大',
 'a large change on the same period last year',
 '请核实;确属实际情况的,请在 note 中说明原因',
 'check it, and give the reason in the note if it is right'),
('V-17', 'W', 'rows', '',
 '与本校近 12 个月的中位数相差过大',
 'far from the school''s own median of twelve months',
 '请核实;确属实际情况的,请在 note 中说明原因',
 'check it, and give the reason in the note if it is right'),
('V-18', 'W', 'rows', '',
 '多项指标与上期完全相同,疑似照抄',
 'several indicators are identical to the last period, perhaps copied',
 '请核实是否照抄上期;确属相同的,请在 note 中说明',
 'check that nothing was copied forward, and say so in the note'),
('V-19', 'W', 'rows', '',
 '本期为 0 而上年同期大于 0,或相反',
 'zero now and above 0 last year, or the reverse',
 '请核实是漏报还是确无;确属实际情况的,请在 note 中说明',
 'check that nothing was left out, and give the reason in the note'),
('V-20', 'W', 'rows', '',
 '末位为 0 的数过多,疑似估计数',
 'too many figures end in 0, perhaps estimates',
 '请填写精确数;确属精确的,请在 note 中说明',
 'give exact figures, and say so in the note if they are'),
('V-21', 'W', 'rows', '',
 '培训人次与在校生之比超出合理范围',
 'training per student is out of the usual range',
 '请核实培训人次和在校生数;确属实际情况的,请在 note 中说明',
 'check both figures, and give the reason in the note if they are right'),
('V-22', 'W', 'rows', '',
 '生师比、生均实训面积或生均设备值超出合理范围',
 'students per teacher, area or equipment per student are out of range',
 '请核实两项数据;确属实际情况的,请在 note 中说明',
 'check both figures, and give the reason in the note if they are right'),
('V-23', 'E', 'rows', '',
 '教师数各项之间应一致',
 'the counts of teachers agree with each other',
 '请核对专任教师、专业课教师及年龄分组',
 'check the teachers, those of specialised courses, and the age bands'),
('V-24', 'E', 'rows', '',
 '双师型教师年龄合计应与人数及年龄分组相符',
 'the sum of ages agrees with the number of teachers and their age bands',
 '请核对年龄合计、人数和年龄分组',
 'check the sum of ages, the number and the age bands'),
('V-25', 'E', 'rows', '',
 '在校生数应与上年在校生、招生、毕业生相衔接',
 'students follow from those of last year, the intake and the graduates',
 '请核实;因转学、退学等造成的,请在 note 中说明',
 'check it, and say in the note how many moved or dropped out'),
('V-26', 'E', 'rows', '',
 '财政、贷款、社会资本与其他经费之和应等于经费合计',
 'government, loan, social and business funds add up to the total',
 '请核对经费合计与各来源',
 'check the total and its sources'),
('V-27', 'E', 'store', '',
 '新入驻企业属于在驻企业(期内又撤出的除外),深度合作企业属于合作企业',
 'new enterprises on campus are among those on campus unless they left again, '
 'and those in deep cooperation among the partners',
 '各数均由同一企业名单按代码去重得出,无需填报',
 'all are counted from the same entries; nothing is reported'),
('V-28', 'W', 'nowhere', '',
 '标为中央企业的应在当期名单中',
 'an enterprise called a central one is on the list of the period',
 '请核对企业类别',
 'check the tier of the enterprise'),
('V-29', 'E', 'reading', 'not_reportable',
 '比率和平均数由分子分母计算,不直接上报',
 'ratios and averages are computed from their parts and never reported',
 '请填报分子和分母',
 'report the numerator and the denominator'),
('V-30', 'W', 'nowhere', '',
 '各校之和应等于县级自报数',
 'the schools of a county add up to the county''s own figure',
 '请与县级核对',
 'check with the county'),
('V-31', 'W', 'rows', '',
 '双师型教师占比或升学比例变动超出合理范围',
 'the share of dual-qualified teachers, or the change of the progression '
 'rate, is out of range',
 '请核实;确属实际情况的,请在 note 中说明',
 'check it, and give the reason in the note if it is right'),
('V-32', 'E', 'reading', 'bad_status|status_value',
 '状态与是否有值应一致',
 'the status agrees with whether there is a value',
 '请核对状态代码',
 'check the status'),
('V-33', 'W', 'rows', '',
 '在办学校的报表全部为 0 或全部为空',
 'the whole return of an open school is zero or blank',
 '请核实是否为空壳报表;确属实际情况的,请在 note 中说明',
 'check that it was filled in, and give the reason in the note if it is right'),
('V-34', 'I', 'nowhere', '',
 '同一企业由两所以上学校上报,去重时只计一次',
 'an enterprise reported by two schools or more is counted once',
 '供市级核对,无需处理',
 'for the reviewer; nothing to do');

INSERT INTO validation_check (rule, number, evaluator, level, indicator,
    other, dimension, kind, parameters) VALUES
('V-02', 1, 'partition', NULL, NULL, NULL, NULL, NULL, '{}'),
('V-03', 1, 'overlap', NULL, NULL, NULL, NULL, NULL, '{}'),
('V-04', 1, 'le', NULL, 'train_persontimes_subsidised', 'train_persontimes',
 NULL, NULL, '{}'),
('V-04', 2, 'le', NULL, 'teachers_dual', 'teachers_major',
 NULL, NULL, '{}'),
('V-04', 3, 'le', NULL, 'teachers_dual_50plus', 'teachers_dual',
 NULL, NULL, '{}'),
('V-04', 4, 'le', NULL, 'bases_complete', 'bases_oncampus',
 NULL, NULL, '{}'),
('V-04', 5, 'le', NULL, 'order_students', 'students_ft', NULL, NULL, '{}'),
('V-07', 1, 'le', NULL, 'grads_sv_to_hv', 'grads_sv', NULL, NULL, '{}'),
('V-07', 2, 'le', NULL, 'grads_sv_to_higher', 'grads_sv', NULL, NULL, '{}'),
('V-07', 3, 'le', NULL, 'hv_admitted', 'hv_applicants', NULL, NULL, '{}'),
('V-07', 4, 'le', NULL, 'enrol_five_year', 'enrol_sv', NULL, NULL, '{}'),
('V-07', 5, 'le', NULL, 'students_five_year', 'students_sv', NULL, NULL,
 '{}'),
('V-07', 6, 'le', NULL, 'students_sv', 'students_ft', NULL, NULL, '{}'),
('V-07', 7, 'le', NULL, 'apprentice_students', 'students_ft', NULL, NULL,
 '{}'),
('V-07', 8, 'le', NULL, 'grads_placed', 'grads_total', NULL, NULL, '{}'),
('V-07', 9, 'le', NULL, 'schools_std_met', 'schools_total', NULL, NULL,
 '{}'),
('V-08', 1, 'positive', NULL, NULL, NULL, NULL, NULL, '{}'),
('V-12', 1, 'le', NULL, 'train_persontimes_key', 'train_persontimes',
 NULL, NULL, '{}'),
('V-12', 2, 'cover', NULL, 'train_persontimes', NULL, 'key_group', NULL,
 '{"member": "none"}'),
('V-14', 1, 'ytd', 'W', NULL, NULL, NULL, NULL, '{}'),
('V-16', 1, 'jump', NULL, NULL, NULL, NULL, 'flow',
 '{"percent": 30, "absolute": 50}'),
('V-16', 2, 'jump', NULL, NULL, NULL, NULL, 'stock',
 '{"percent": 15, "absolute": 50}'),
('V-17', 1, 'median', NULL, NULL, NULL, NULL, 'flow',
 '{"times": 3, "months": 6, "absolute": 10}'),
('V-18', 1, 'copy', NULL, NULL, NULL, NULL, NULL, '{"count": 3}'),
('V-19', 1, 'zero', NULL, NULL, NULL, NULL, NULL, '{}'),
('V-20', 1, 'heap', NULL, NULL, NULL, NULL, NULL,
 '{"percent": 60, "count": 10}'),
('V-21', 1, 'band', NULL, 'train_persontimes', 'students_ft', NULL, NULL,
 '{"low": 0, "high": 10, "factor": 1, "latest": 1}'),
('V-22', 1, 'band', NULL, 'students_ft', 'teachers_ft', NULL, NULL,
 '{"low": 5, "high": 40, "factor": 1}'),
('V-22', 2, 'band', NULL, 'base_area', 'students_ft', NULL, NULL,
 '{"low": 0, "high": 60, "factor": 1}'),
('V-22', 3, 'band', NULL, 'equip_value', 'students_ft', NULL, NULL,
 '{"low": 2500, "factor": 10000}'),
('V-23', 1, 'le', NULL, 'teachers_major', 'teachers_ft', NULL, NULL, '{}'),
('V-23', 2, 'partition', NULL, 'teachers_ft', NULL, 'age_band', NULL, '{}'),
('V-23', 3, 'terms', NULL, 'teachers_dual_50plus', NULL, NULL, NULL,
 '{"terms": [{"indicator": "teachers_dual", "factor": 1, "shift": 0,
   "dimension": "age_band",
   "members": ["50_54", "55_59", "60_64", "ge65"]}]}'),
('V-24', 1, 'band', NULL, 'teachers_dual_age_sum', 'teachers_dual', NULL,
 NULL, '{"low": 20, "high": 75, "factor": 1}'),
('V-24', 2, 'range', NULL, 'teachers_dual_age_sum', 'teachers_dual',
 'age_band', NULL,
 '{"bounds": {"le29": [18, 29], "30_34": [30, 34], "35_39": [35, 39],
   "40_44": [40, 44], "45_49": [45, 49], "50_54": [50, 54],
   "55_59": [55, 59], "60_64": [60, 64], "ge65": [65, 80]}}'),
('V-25', 1, 'terms', 'W', 'students_sv', NULL, NULL, NULL,
 '{"percent": 3, "terms": [
   {"indicator": "students_sv", "factor": 1, "shift": -1},
   {"indicator": "enrol_sv", "factor": 1, "shift": 0},
   {"indicator": "grads_sv", "factor": -1, "shift": -1}]}'),
('V-26', 1, 'terms', NULL, 'fund_total', NULL, NULL, NULL,
 '{"part": 1, "terms": [
   {"indicator": "fund_gov", "factor": 1, "shift": 0},
   {"indicator": "fund_loan", "factor": 1, "shift": 0},
   {"indicator": "fund_social", "factor": 1, "shift": 0},
   {"indicator": "fund_total", "factor": 1, "shift": 0,
    "dimension": "fund_source", "members": ["business"]}]}'),
('V-31', 1, 'band', NULL, 'teachers_dual', 'teachers_major', NULL, NULL,
 '{"low": 10, "high": 95, "factor": 100}'),
('V-31', 2, 'rate', NULL, 'grads_sv_to_hv', 'grads_sv', NULL, NULL,
 '{"points": 10}'),
('V-33', 1, 'shell', NULL, NULL, NULL, NULL, NULL, '{"count": 3}');

-- The checks in force, with what their codes stand for; a code that the
-- catalogue does not have makes its check silent.
CREATE VIEW validation_use AS
SELECT c.rule, c.number, c.evaluator, coalesce(c.level, r.level) AS level,
    i.id AS indicator, c.indicator AS indicator_code,
    o.id AS other, c.other AS other_code,
    d.id AS dimension, c.dimension AS dimension_code, c.kind, c.parameters
FROM validation_check c
JOIN validation_rule r ON r.id = c.rule AND r.enabled
LEFT JOIN indicator i ON i.code = c.indicator
LEFT JOIN indicator o ON o.code = c.other
LEFT JOIN dimension d ON d.code = c.dimension
WHERE (c.indicator IS NULL OR i.id IS NOT NULL)
  AND (c.other IS NULL OR o.id IS NOT NULL)
  AND (c.dimension IS NULL OR d.id IS NOT NULL);

-- Of the checks that take an indicator by itself, the one that names it, else
-- the one for its kind.
CREATE VIEW validation_choice AS
SELECT DISTINCT ON (u.evaluator, i.id) u.evaluator, i.id AS indicator,
    u.rule, u.level, u.parameters
FROM indicator i
JOIN validation_use u ON u.indicator = i.id
    OR u.indicator IS NULL AND coalesce(u.kind, i.kind) = i.kind
ORDER BY u.evaluator, i.id, u.indicator NULLS LAST, u.number;

-- Every indicator that the terms of a check name.
CREATE VIEW validation_term AS
SELECT u.rule, u.number, t.n::int AS position, i.id AS indicator,
    i.period_type,
    (t.term->>'factor')::numeric AS factor,
    (t.term->>'shift')::int AS shift,
    d.id AS dimension,
    CASE WHEN t.term ? 'members'
         THEN ARRAY(SELECT m.id
                    FROM jsonb_array_elements_text(t.term->'members') w (code)
                    JOIN member m ON m.dimension = d.id AND m.code = w.code)
    END AS members
FROM validation_use u
CROSS JOIN LATERAL jsonb_array_elements(u.parameters->'terms')
    WITH ORDINALITY t (term, n)
JOIN indicator i ON i.code = t.term->>'indicator'
LEFT JOIN dimension d ON d.code = t.term->>'dimension'
WHERE u.evaluator = 'terms';

-- A period as people write it (daemon/model/period.h).
CREATE FUNCTION period_text(code int) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT code / 1000 || CASE
    WHEN code % 1000 = 0 THEN ''
    WHEN code % 1000 < 10 THEN 'H' || code % 1000
    WHEN code % 1000 < 20 THEN 'Q' || code % 1000 - 10
    WHEN code % 1000 < 40 THEN 'M' || lpad((code % 20)::text, 2, '0')
    WHEN code % 1000 < 60 THEN 'M01..M' || lpad((code % 20)::text, 2, '0')
    WHEN code % 1000 = 100 THEN 'AY'
    ELSE '-' || lpad(((code % 1000 - 401) / 31 + 1)::text, 2, '0')
        || '-' || lpad(((code % 1000 - 401) % 31 + 1)::text, 2, '0')
    END
$$;
-- The period before; of the year to date there is none.
CREATE FUNCTION period_previous(code int) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE
    WHEN code % 1000 BETWEEN 41 AND 52 THEN NULL
    WHEN code % 1000 = 21 THEN code - 1000 + 11
    WHEN code % 1000 = 11 THEN code - 1000 + 3
    WHEN code % 1000 = 1 THEN code - 1000 + 1
    WHEN code % 1000 BETWEEN 2 AND 32 THEN code - 1
    ELSE code - 1000 END
$$;

GRANT SELECT ON validation_rule, validation_check, validation_use,
    validation_choice, validation_term TO tvetstat;
GRANT UPDATE (level, enabled, updated_at, updated_by)
    ON validation_rule TO tvetstat;
GRANT INSERT, UPDATE, DELETE ON validation_check TO tvetstat;
