-- What evidence there is. The files lie in the evidence store, each under the SHA-256 of its bytes there; a row is written once.

CREATE TABLE evidence (
    sha256      text        NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    kind        text        NOT NULL,
    size_bytes  bigint      NOT NULL CHECK (size_bytes > 0),
    -- Its own SHA-256, or that of its encrypted bytes where it names a person.
    stored_as   text,
    -- Where it is kept, if not in the store.
    location    text,
    -- Pictures drawn from it, likewise in the store.
    thumbnail   text,
    rendition   text,
    -- The person whom it names, by their pseudonymous id.
    party       uuid,
    -- What the camera says: its own time, and the place in degrees.
    taken       timestamp,
    lon         numeric(9, 6),
    lat         numeric(8, 6),
    uploaded_by text        NOT NULL,
    uploaded_at timestamptz NOT NULL,
    CONSTRAINT evidence_pkey PRIMARY KEY (sha256),
    CONSTRAINT evidence_is_somewhere CHECK ((stored_as IS NULL) <> (location IS NULL))
);

-- For which cases it was brought.
CREATE TABLE evidence_case (
    sha256    text NOT NULL REFERENCES evidence,
    violation uuid NOT NULL,
    CONSTRAINT evidence_case_pkey PRIMARY KEY (sha256, violation)
);

GRANT SELECT, INSERT ON evidence, evidence_case TO ${app};

-- Which cases name it. Written by the view "evidence-uses" alone, from the events alone.
CREATE TABLE evidence_use (
    sha256    text NOT NULL,
    violation uuid NOT NULL,
    CONSTRAINT evidence_use_pkey PRIMARY KEY (sha256, violation)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON evidence_use TO ${app};
