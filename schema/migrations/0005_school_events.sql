-- What happened to schools: docs/adr/0004-succession.md.

CREATE TABLE school_event (
    id          int PRIMARY KEY,
    date        date NOT NULL,               -- the first day of the new state
    kind        text NOT NULL CHECK (kind IN ('merge', 'split', 'rename',
        'transfer', 'close', 'open', 'change_level')),
    from_school int REFERENCES school,
    to_school   int REFERENCES school,
    area_from   int REFERENCES area,         -- of a transfer
    area_to     int REFERENCES area,
    level_from  text NOT NULL DEFAULT '',    -- of a change of level
    level_to    text NOT NULL DEFAULT '',
    weight      int NOT NULL DEFAULT 0       -- of a split, millionths; 0: none
        CHECK (weight BETWEEN 0 AND 1000000),
    note        text NOT NULL DEFAULT '',
    CHECK ((from_school IS NULL) = (kind = 'open')),
    CHECK ((to_school IS NULL)
        = (kind IN ('transfer', 'close', 'change_level'))),
    CHECK ((area_from IS NULL) = (kind <> 'transfer')),
    CHECK ((area_to IS NULL) = (kind <> 'transfer')),
    CHECK (weight = 0 OR kind = 'split')
);
CREATE UNIQUE INDEX school_event_key ON school_event
    (date, kind, coalesce(from_school, 0), coalesce(to_school, 0));
-- Who refers to a school that is looked up the other way round.
CREATE INDEX school_event_to ON school_event (to_school);

GRANT SELECT, INSERT, UPDATE ON school_event TO tvetstat;
