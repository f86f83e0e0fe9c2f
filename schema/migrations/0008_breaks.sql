-- From a period on the definition of an indicator is another: figures on both
-- sides are not to be compared, unless both definitions were measured once.
CREATE TABLE definition_break (
    indicator int NOT NULL REFERENCES indicator,
    period    text NOT NULL,                 -- as it is printed: 2021, 2021AY
    old_value numeric(18, 6),                -- of one period, by the old
    new_value numeric(18, 6),                -- and by the new definition
    note_zh   text NOT NULL,
    note_en   text NOT NULL DEFAULT '',
    PRIMARY KEY (indicator, period),
    CHECK ((old_value IS NULL) = (new_value IS NULL)),
    CHECK (old_value > 0 AND new_value > 0)
);

GRANT SELECT, INSERT, UPDATE ON definition_break TO tvetstat;
