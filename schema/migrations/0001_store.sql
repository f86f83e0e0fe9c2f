-- The store. Ids are small ints that never leave the server; business codes
-- are the keys that people see. No foreign key points out of observation and
-- total: the import that writes them takes both ids from the same tables in
-- the same transaction, and a check of a million keys would double its time.

CREATE TABLE area (
    id         int PRIMARY KEY,
    code       text NOT NULL UNIQUE,
    name_zh    text NOT NULL,
    name_en    text NOT NULL DEFAULT '',
    level      text NOT NULL DEFAULT '',
    parent     int REFERENCES area,          -- NULL: the root
    valid_from date,
    valid_to   date
);
CREATE UNIQUE INDEX area_one_root ON area ((parent IS NULL))
    WHERE parent IS NULL;

-- Every area with each area above it, itself included.
CREATE TABLE area_ancestor (
    area     int NOT NULL REFERENCES area,
    ancestor int NOT NULL REFERENCES area,
    PRIMARY KEY (area, ancestor)
);

CREATE TABLE school (
    id        int PRIMARY KEY,
    code      text NOT NULL UNIQUE,
    name_zh   text NOT NULL,
    name_en   text NOT NULL DEFAULT '',
    level     text NOT NULL DEFAULT '',
    type      text NOT NULL DEFAULT '',
    ownership text NOT NULL DEFAULT '',
    area      int NOT NULL REFERENCES area,
    opened    date,
    closed    date
);

CREATE TABLE indicator (
    id          int PRIMARY KEY,
    code        text NOT NULL UNIQUE,
    name_zh     text NOT NULL,
    name_en     text NOT NULL DEFAULT '',
    unit        text NOT NULL DEFAULT '',
    kind        text NOT NULL
        CHECK (kind IN ('flow', 'stock', 'ratio', 'distinct')),
    numerator   int REFERENCES indicator DEFERRABLE INITIALLY DEFERRED,
    denominator int REFERENCES indicator DEFERRABLE INITIALLY DEFERRED,
    agg_schools text NOT NULL DEFAULT '',
    agg_time    text NOT NULL DEFAULT '',
    period_type text NOT NULL DEFAULT '',
    breakdowns  text NOT NULL DEFAULT '',    -- dimension codes joined by |
    direction   text NOT NULL DEFAULT 'neutral',
    source      text NOT NULL DEFAULT '',
    decimals    int NOT NULL CHECK (decimals BETWEEN 0 AND 6),
    CHECK ((kind = 'ratio') = (numerator IS NOT NULL)),
    CHECK ((kind = 'ratio') = (denominator IS NOT NULL))
);

CREATE TABLE dimension (
    id         int PRIMARY KEY,
    code       text NOT NULL UNIQUE,
    membership text NOT NULL CHECK (membership IN ('partition', 'overlapping'))
);

CREATE TABLE member (
    id        int PRIMARY KEY,
    dimension int NOT NULL REFERENCES dimension,
    position  int NOT NULL DEFAULT 0,        -- the order in lists
    code      text NOT NULL,
    name_zh   text NOT NULL DEFAULT '',
    name_en   text NOT NULL DEFAULT '',
    note      text NOT NULL DEFAULT '',
    UNIQUE (dimension, code)
);

-- A set of members, at most one of each dimension. 1 is the empty set: the
-- total.
CREATE TABLE breakdown (
    id      int PRIMARY KEY,
    members int[] NOT NULL UNIQUE
);
INSERT INTO breakdown VALUES (1, '{}');

-- What a figure is about besides its place.
CREATE TABLE cell (
    id        int PRIMARY KEY,
    indicator int NOT NULL REFERENCES indicator,
    breakdown int NOT NULL REFERENCES breakdown,
    period    int NOT NULL,                  -- year * 1000 + slot
    leaf      boolean NOT NULL DEFAULT true, -- no rollup has it as target
    UNIQUE (indicator, breakdown, period)
);

-- `cell` may stand in for the coarser `target` where a school did not report
-- at target itself; lower rank first.
CREATE TABLE rollup (
    target int NOT NULL REFERENCES cell,
    cell   int NOT NULL REFERENCES cell,
    rank   bigint NOT NULL CHECK (rank > 0),
    PRIMARY KEY (target, cell)
);
CREATE INDEX rollup_cell ON rollup (cell);

-- The current version of what each school reported.
CREATE TABLE observation (
    cell     int NOT NULL,
    school   int NOT NULL,
    value    bigint,                         -- scaled by the indicator's decimals
    revision int NOT NULL,                   -- the import that wrote it
    line     int NOT NULL,                   -- of that import's file
    status   "char" NOT NULL,                -- SDMX CL_OBS_STATUS
    note     text,
    PRIMARY KEY (cell, school)
);

-- Superseded versions: valid from `revision` until before `until`.
CREATE TABLE observation_history (
    cell     int NOT NULL,
    school   int NOT NULL,
    value    bigint,
    revision int NOT NULL,
    line     int NOT NULL,
    status   "char" NOT NULL,
    note     text,
    until    int NOT NULL,
    PRIMARY KEY (cell, school, until)
);

-- Sums over all schools at or below an area, maintained by every import from
-- the difference between old and new.
CREATE TABLE total (
    cell     int NOT NULL,
    area     int NOT NULL,
    sum      bigint NOT NULL,
    reported int NOT NULL,                   -- schools with a value
    missing  int NOT NULL,                   -- schools that reported "no value"
    PRIMARY KEY (cell, area)
);

-- How many schools' figures carry a status other than A.
CREATE TABLE total_status (
    cell    int NOT NULL,
    area    int NOT NULL,
    status  "char" NOT NULL,
    schools int NOT NULL,
    PRIMARY KEY (cell, area, status)
);

-- One row. The revision counts the committed imports that changed something.
CREATE TABLE data_revision (
    only_row     boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    revision     int NOT NULL,
    committed_at timestamptz NOT NULL
);
INSERT INTO data_revision VALUES (true, 0, now());

CREATE TABLE import (
    id              uuid PRIMARY KEY,
    kind            text NOT NULL,
    state           text NOT NULL CHECK (state IN ('committed', 'rejected')),
    revision        int NOT NULL,            -- the data's after it
    changed         boolean NOT NULL,        -- it made that revision
    sha256          text NOT NULL,
    bytes           bigint NOT NULL,
    file_name       text,
    profile         text,
    on_error        text NOT NULL,
    actor           text NOT NULL,
    request_id      text NOT NULL,
    idempotency_key text,                    -- each actor's own
    fingerprint     text NOT NULL,           -- of kind, parameters and body
    received_at     timestamptz NOT NULL DEFAULT now(),
    rows_read       bigint NOT NULL,
    observations    bigint NOT NULL,
    inserted        bigint NOT NULL,
    updated         bigint NOT NULL,
    unchanged       bigint NOT NULL,
    rejected        bigint NOT NULL,
    error_count     bigint NOT NULL,
    status          int NOT NULL,            -- of the answer
    answer          text NOT NULL,           -- its body, for replays
    UNIQUE (actor, idempotency_key)
);
CREATE INDEX import_received ON import (received_at, id);
CREATE UNIQUE INDEX import_revision ON import (revision) WHERE changed;

CREATE TABLE import_error (
    import   uuid NOT NULL REFERENCES import DEFERRABLE INITIALLY DEFERRED,
    position bigint NOT NULL,
    line     int NOT NULL,
    field    text,                           -- the column; NULL: the row
    code     text NOT NULL,
    args     text[] NOT NULL,
    value    text,
    PRIMARY KEY (import, position)
);

CREATE TABLE profile (
    name       text PRIMARY KEY,
    document   text NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by text NOT NULL
);

CREATE TABLE token (
    id         int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name       text NOT NULL UNIQUE,
    role       text NOT NULL CHECK (role IN ('admin', 'submitter', 'reader')),
    hash       bytea NOT NULL UNIQUE,        -- SHA-256 of the token
    schools    text[] NOT NULL DEFAULT '{}', -- a submitter's
    areas      text[] NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    revoked_at timestamptz
);

CREATE TABLE audit (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL DEFAULT now(),
    actor      text NOT NULL,
    action     text NOT NULL,
    outcome    text NOT NULL,
    detail     text NOT NULL DEFAULT '',
    request_id text NOT NULL DEFAULT ''
);

-- The daemon reads and writes rows and owns nothing. Audit rows and history
-- are append-only for it.
GRANT SELECT ON ALL TABLES IN SCHEMA public TO tvetstat;
GRANT INSERT, UPDATE ON
    area, school, indicator, dimension, member, breakdown, cell, observation,
    total, total_status, import, profile TO tvetstat;
GRANT DELETE ON area_ancestor, profile TO tvetstat;
GRANT UPDATE ON data_revision TO tvetstat;
GRANT INSERT ON
    area_ancestor, rollup, observation_history, import_error, token, audit
    TO tvetstat;
GRANT UPDATE (revoked_at) ON token TO tvetstat;
