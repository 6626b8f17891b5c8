-- 收件箱: what each person has to know, one row for each notice and recipient. Written by the view "inbox" alone, from the events alone.
CREATE TABLE inbox_notice (
    id          uuid        NOT NULL,
    -- Exactly one of the two: a person, or everyone of a role; a street's in that street.
    person      text,
    role        text,
    street      text        NOT NULL,
    kind        text        NOT NULL,
    violation   uuid        NOT NULL,
    deadline    uuid,
    level       text,
    rung        int,
    act         text,
    rule        text,
    due_on      date,
    provisional boolean     NOT NULL,
    vacant      text[]      NOT NULL,
    occurred_on date        NOT NULL,
    position    bigint      NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT inbox_notice_pkey PRIMARY KEY (id),
    CONSTRAINT inbox_notice_recipient CHECK ((person IS NULL) <> (role IS NULL))
);

CREATE INDEX inbox_notice_person ON inbox_notice (person, position, id) WHERE person IS NOT NULL;
CREATE INDEX inbox_notice_role ON inbox_notice (role, position, id) WHERE person IS NULL;
CREATE INDEX inbox_notice_street ON inbox_notice (street, position, id) WHERE role = 'street';
CREATE INDEX inbox_notice_position ON inbox_notice (position, id);

-- Who has read what. Not the view's: no event says it, and a rebuild leaves it.
CREATE TABLE inbox_read (
    person  text        NOT NULL,
    notice  uuid        NOT NULL,
    read_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT inbox_read_pkey PRIMARY KEY (person, notice)
);

-- How far each way out of the service has come with the notices.
CREATE TABLE inbox_delivery (
    channel     text        NOT NULL,
    position    bigint      NOT NULL,
    notice      uuid        NOT NULL,
    failures    int         NOT NULL,
    next_try_at timestamptz NOT NULL,
    given_up    bigint      NOT NULL,
    CONSTRAINT inbox_delivery_pkey PRIMARY KEY (channel)
) WITH (fillfactor = 10);

GRANT SELECT, INSERT, UPDATE, DELETE ON inbox_notice TO ${app};
GRANT SELECT, INSERT, DELETE ON inbox_read TO ${app};
GRANT SELECT, INSERT, UPDATE ON inbox_delivery TO ${app};
