-- What people write into a cell of a form that has no figure, and what each
-- word of theirs means. The bureau may change the table.
CREATE TABLE blank_token (
    token      text PRIMARY KEY,             -- '': the empty cell
    position   int NOT NULL,                 -- in the lists
    value      smallint CHECK (value = 0),   -- NULL: there is none
    status     text NOT NULL CHECK (status ~ '^[A-Z]$'),
    meaning_zh text NOT NULL DEFAULT '',
    meaning_en text NOT NULL DEFAULT '',
    log        text NOT NULL DEFAULT ''      -- counted under this name
);

GRANT SELECT, INSERT, UPDATE, DELETE ON blank_token TO tvetstat;

INSERT INTO blank_token
    (position, token, value, status, meaning_zh, meaning_en, log)
VALUES
    (1, '', NULL, 'O', '未填报', 'not reported', ''),
    (2, '暂无', NULL, 'L', '存在,但尚无数据',
     'exists, not available yet', 'not_yet_available'),
    (3, '待定', NULL, 'L', '存在,但尚无数据',
     'exists, not available yet', 'not_yet_available'),
    (4, '待统计', NULL, 'L', '存在,但尚无数据',
     'exists, not available yet', 'not_yet_available'),
    (5, '统计中', NULL, 'L', '存在,但尚无数据',
     'exists, not available yet', 'not_yet_available'),
    (6, '未统计', NULL, 'L', '存在,但尚无数据',
     'exists, not available yet', 'not_yet_available'),
    (7, '无', 0, 'A', '确为零', 'truly zero', 'zero_from_word'),
    (8, '没有', 0, 'A', '确为零', 'truly zero', 'zero_from_word'),
    (9, '零', 0, 'A', '确为零', 'truly zero', 'zero_from_word'),
    (10, '未开展', 0, 'A', '确为零', 'truly zero', 'zero_from_word'),
    (11, '—', NULL, 'M', '不适用', 'does not apply', ''),
    (12, '–', NULL, 'M', '不适用', 'does not apply', ''),
    (13, '-', NULL, 'M', '不适用', 'does not apply', ''),
    (14, '--', NULL, 'M', '不适用', 'does not apply', ''),
    (15, '――', NULL, 'M', '不适用', 'does not apply', ''),
    (16, '/', NULL, 'M', '不适用', 'does not apply', ''),
    (17, '／', NULL, 'M', '不适用', 'does not apply', ''),
    (18, '\', NULL, 'M', '不适用', 'does not apply', ''),
    (19, '不适用', NULL, 'M', '不适用', 'does not apply', ''),
    (20, '×', NULL, 'M', '不适用', 'does not apply', ''),
    (21, 'N/A', NULL, 'M', '不适用', 'does not apply', ''),
    (22, '…', 0, 'N', '不足半个单位', 'below half a unit', ''),
    (23, '...', 0, 'N', '不足半个单位', 'below half a unit', ''),
    (24, '*', NULL, 'Q', '保密', 'withheld', ''),
    (25, '**', NULL, 'Q', '保密', 'withheld', ''),
    (26, '保密', NULL, 'Q', '保密', 'withheld', ''),
    (27, '?', NULL, 'O', '不详', 'unknown', ''),
    (28, '？', NULL, 'O', '不详', 'unknown', ''),
    (29, '不详', NULL, 'O', '不详', 'unknown', ''),
    (30, '不清楚', NULL, 'O', '不详', 'unknown', '');
