-- Which enterprises a school works with, since when and how. An enterprise is
-- its credit code; an area's number of enterprises is the size of a set, so
-- entries are kept and numbers are not.

CREATE TABLE partnership (
    school     int NOT NULL,
    code       text NOT NULL,               -- GB 32100; '': not known
    enterprise text NOT NULL,
    tiers      int[] NOT NULL,              -- members of ent_tier, rising
    modes      int[] NOT NULL,              -- members of coop_mode, rising
    depth      int NOT NULL,                -- member of depth
    on_campus  int NOT NULL,                -- member of on_campus
    started    date NOT NULL,
    ended      date,                        -- last day; NULL: still going on
    source     text NOT NULL,
    revision   int NOT NULL,                -- the import that wrote it
    line       int NOT NULL,                -- of that import's file
    -- Tells entries without a code apart.
    nameless   text NOT NULL GENERATED ALWAYS AS
        (CASE WHEN code = '' THEN enterprise ELSE '' END) STORED,
    PRIMARY KEY (school, code, started, nameless),
    CHECK (ended IS NULL OR ended >= started)
);

-- Superseded versions: valid from `revision` until before `until`.
CREATE TABLE partnership_history (
    school     int NOT NULL,
    code       text NOT NULL,
    enterprise text NOT NULL,
    tiers      int[] NOT NULL,
    modes      int[] NOT NULL,
    depth      int NOT NULL,
    on_campus  int NOT NULL,
    started    date NOT NULL,
    ended      date,
    source     text NOT NULL,
    revision   int NOT NULL,
    line       int NOT NULL,
    until      int NOT NULL
);
CREATE INDEX partnership_history_key
    ON partnership_history (school, code, started, until);

INSERT INTO dimension (id, code, membership)
SELECT (SELECT coalesce(max(id), 0) FROM dimension)
        + row_number() OVER (ORDER BY n), code, 'partition'
FROM (VALUES (1, 'depth'), (2, 'on_campus')) v (n, code)
WHERE code NOT IN (SELECT code FROM dimension);

INSERT INTO member (id, dimension, position, code, name_zh, name_en)
SELECT (SELECT coalesce(max(id), 0) FROM member)
        + row_number() OVER (ORDER BY v.n), d.id, v.position, v.code,
    v.name_zh, v.name_en
FROM (VALUES
    (1, 'depth', 1, 'deep', '深度合作', 'Deep cooperation'),
    (2, 'depth', 2, 'ordinary', '一般合作', 'Ordinary cooperation'),
    (3, 'on_campus', 1, 'yes', '入驻校园', 'On campus'),
    (4, 'on_campus', 2, 'no', '未入驻校园', 'Not on campus')
    ) v (n, dimension, position, code, name_zh, name_en)
JOIN dimension d ON d.code = v.dimension
WHERE NOT EXISTS (SELECT 1 FROM member m
                  WHERE m.dimension = d.id AND m.code = v.code);

-- What an entry must be to count for an indicator of the kind `distinct`.
CREATE TABLE distinct_rule (
    indicator int PRIMARY KEY REFERENCES indicator,
    depth     int REFERENCES member,        -- NULL: any
    on_campus int REFERENCES member,        -- NULL: any
    tiers     int[] NOT NULL,               -- one of these; {}: any
    started   boolean NOT NULL              -- begun in the period; else: in
                                            -- force
);

INSERT INTO distinct_rule (indicator, depth, on_campus, tiers, started)
SELECT i.id,
    (SELECT m.id FROM member m JOIN dimension d ON d.id = m.dimension
     WHERE d.code = 'depth' AND m.code = v.depth),
    (SELECT m.id FROM member m JOIN dimension d ON d.id = m.dimension
     WHERE d.code = 'on_campus' AND m.code = v.on_campus),
    ARRAY(SELECT m.id FROM member m JOIN dimension d ON d.id = m.dimension
          WHERE d.code = 'ent_tier' AND m.code = ANY (v.tiers)
          ORDER BY m.id),
    v.started
FROM (VALUES
    ('ent_partners', NULL, NULL, '{}'::text[], false),
    ('ent_central_leading', 'deep', NULL, '{central,prov_leading}', false),
    ('ent_oncampus', NULL, 'yes', '{}', false),
    ('ent_oncampus_new', NULL, 'yes', '{}', true)
    ) v (indicator, depth, on_campus, tiers, started)
JOIN indicator i ON i.code = v.indicator;

GRANT SELECT ON partnership, partnership_history, distinct_rule TO tvetstat;
GRANT INSERT, UPDATE ON partnership TO tvetstat;
GRANT INSERT ON partnership_history TO tvetstat;
