-- Reports that were frozen: what was printed, of which figures, by which
-- template. A draft can be deleted or published; what is published stays as
-- it is, whoever asks for something else.
CREATE TABLE edition (
    id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    state        text NOT NULL DEFAULT 'draft'
        CHECK (state IN ('draft', 'published')),
    title        text NOT NULL,
    year         int NOT NULL,
    through      int NOT NULL CHECK (through BETWEEN 1 AND 12),
    area         text NOT NULL,               -- its code
    lang         text NOT NULL CHECK (lang IN ('zh', 'en')),
    revision     int NOT NULL,                -- of the figures
    missing      int NOT NULL,                -- sentences without a text
    template     text NOT NULL,
    report       text NOT NULL,               -- the JSON
    markdown     text NOT NULL,
    html         text NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    created_by   text NOT NULL,
    published_at timestamptz,
    published_by text,
    CHECK ((state = 'published') = (published_at IS NOT NULL)),
    CHECK ((state = 'published') = (published_by IS NOT NULL))
);
CREATE TABLE edition_figure (
    edition  uuid NOT NULL REFERENCES edition ON DELETE CASCADE,
    position int NOT NULL,
    name     text NOT NULL,                   -- in the template
    document jsonb NOT NULL,
    PRIMARY KEY (edition, position)
);
CREATE TABLE edition_sentence (
    edition  uuid NOT NULL REFERENCES edition ON DELETE CASCADE,
    position int NOT NULL,
    id       text NOT NULL,
    text     text,                            -- NULL: it lacked a figure
    PRIMARY KEY (edition, position)
);

CREATE FUNCTION edition_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'published' THEN
        RAISE EXCEPTION 'a published edition stays as it is';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF to_jsonb(NEW) - '{state,published_at,published_by}'::text[]
       <> to_jsonb(OLD) - '{state,published_at,published_by}'::text[] THEN
        RAISE EXCEPTION 'an edition is frozen';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER edition_keep BEFORE UPDATE OR DELETE ON edition
    FOR EACH ROW EXECUTE FUNCTION edition_keep();

-- Of its parts: they come with the draft and go with it.
CREATE FUNCTION edition_keep_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' OR EXISTS (
        SELECT FROM edition e
        WHERE e.state = 'published'
          AND e.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.edition
                          ELSE NEW.edition END) THEN
        RAISE EXCEPTION 'an edition is frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER edition_keep_part BEFORE INSERT OR UPDATE OR DELETE
    ON edition_figure FOR EACH ROW EXECUTE FUNCTION edition_keep_part();
CREATE TRIGGER edition_keep_part BEFORE INSERT OR UPDATE OR DELETE
    ON edition_sentence FOR EACH ROW EXECUTE FUNCTION edition_keep_part();

CREATE FUNCTION edition_keep_all() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'editions are not emptied';
END $$;
CREATE TRIGGER edition_keep_all BEFORE TRUNCATE ON edition
    FOR EACH STATEMENT EXECUTE FUNCTION edition_keep_all();
CREATE TRIGGER edition_keep_all BEFORE TRUNCATE ON edition_figure
    FOR EACH STATEMENT EXECUTE FUNCTION edition_keep_all();
CREATE TRIGGER edition_keep_all BEFORE TRUNCATE ON edition_sentence
    FOR EACH STATEMENT EXECUTE FUNCTION edition_keep_all();

GRANT SELECT, INSERT, DELETE ON edition, edition_figure, edition_sentence
    TO tvetstat;
GRANT UPDATE (state, published_at, published_by) ON edition TO tvetstat;
