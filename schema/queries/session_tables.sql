-- role: import
-- The scratch tables of the import session, emptied at every commit.
-- Several statements: run once when the session connects.
CREATE TEMP TABLE IF NOT EXISTS stage (
    line       int NOT NULL,
    cell       int,
    school     int,
    value      bigint,
    status     "char",          -- NULL: it is to be removed
    note       text,            -- of an observation; a record's fields
    fault      text,            -- code, column, three arguments, value
    number     int,             -- column of the sheet that it stood in
    repeats    int,             -- line that says the same, where rows add up
    existed    boolean NOT NULL DEFAULT false,
    old_value  bigint,
    old_status "char",
    derived    boolean NOT NULL DEFAULT false -- of cumulative figures
) ON COMMIT DELETE ROWS;
CREATE TEMP TABLE IF NOT EXISTS pair (
    school int NOT NULL,
    target int NOT NULL
) ON COMMIT DELETE ROWS;
-- Figures of schools before (-1) and after (+1) an import.
CREATE TEMP TABLE IF NOT EXISTS figure_taken (
    side   int NOT NULL,
    school int NOT NULL,
    cell   int NOT NULL,
    value  bigint,
    status "char" NOT NULL
) ON COMMIT DELETE ROWS;
CREATE TEMP TABLE IF NOT EXISTS delta (
    cell     int NOT NULL,
    area     int NOT NULL,
    sum      bigint NOT NULL,
    reported int NOT NULL,
    missing  int NOT NULL
) ON COMMIT DELETE ROWS;
CREATE TEMP TABLE IF NOT EXISTS delta_status (
    cell    int NOT NULL,
    area    int NOT NULL,
    status  "char" NOT NULL,
    schools int NOT NULL
) ON COMMIT DELETE ROWS;
-- Which areas a school counted in before a change of areas or schools.
CREATE TEMP TABLE IF NOT EXISTS chain (
    school int NOT NULL,
    area   int NOT NULL
) ON COMMIT DELETE ROWS;
-- A file's school events: what they name, and the event they repeat.
CREATE TEMP TABLE IF NOT EXISTS claim (
    n           int NOT NULL,   -- a line may hold several
    line        int NOT NULL,
    date        date NOT NULL,
    kind        text NOT NULL,
    from_code   text NOT NULL,
    to_code     text NOT NULL,
    two_schools boolean NOT NULL,
    from_school int,
    to_school   int,
    area_to     int,
    level_to    text NOT NULL,
    weight      int NOT NULL,
    note        text NOT NULL,
    event       int
) ON COMMIT DELETE ROWS;
CREATE TEMP TABLE IF NOT EXISTS move (
    school int NOT NULL,
    area   int NOT NULL,
    sign   int NOT NULL
) ON COMMIT DELETE ROWS;
-- Validation: the cells that the checks of this import can need...
CREATE TEMP TABLE IF NOT EXISTS rule_cell (
    id        int NOT NULL,
    indicator int NOT NULL,
    breakdown int NOT NULL,
    period    int NOT NULL,
    unit      numeric NOT NULL  -- of the indicator's last decimal
) ON COMMIT DELETE ROWS;
-- ... their breakdowns without one member, where that is a breakdown...
CREATE TEMP TABLE IF NOT EXISTS rule_part (
    breakdown   int NOT NULL,
    member      int NOT NULL,
    dimension   int NOT NULL,
    parent      int NOT NULL,
    overlapping boolean NOT NULL
) ON COMMIT DELETE ROWS;
-- ... what may stand in for what (as rollup)...
CREATE TEMP TABLE IF NOT EXISTS rule_rollup (
    target int NOT NULL,
    cell   int NOT NULL,
    rank   bigint NOT NULL
) ON COMMIT DELETE ROWS;
-- ... and all figures of the file's schools at them.
CREATE TEMP TABLE IF NOT EXISTS rule_figure (
    school    int NOT NULL,
    cell      int NOT NULL,
    indicator int NOT NULL,
    breakdown int NOT NULL,
    period    int NOT NULL,
    amount    numeric,
    status    "char" NOT NULL,
    line      int,              -- of the file, or of a part of it
    made      boolean NOT NULL, -- not reported: a total of what was
    asked     boolean NOT NULL  -- it is what is being judged
) ON COMMIT DELETE ROWS;
CREATE TEMP TABLE IF NOT EXISTS finding (
    rule        text NOT NULL,
    level       text NOT NULL,
    line        int NOT NULL,
    school      int NOT NULL,
    cell        int,            -- NULL: of several
    value       text NOT NULL,
    expected    text NOT NULL,
    adds_up     boolean NOT NULL, -- over rows, so that none may be missing
    subject     text,
    explanation text,
    number      int             -- column of the sheet
) ON COMMIT DELETE ROWS;
