-- 奖惩问责: what happened to each measure, one row an event, and where each is now, which is the fold of its events and nothing else.
-- Written by the view "measures" alone.
CREATE TABLE measure_event (
    measure        uuid          NOT NULL,
    sequence       bigint        NOT NULL,
    position       bigint        NOT NULL,
    recorded_at    timestamptz   NOT NULL,
    type           text          NOT NULL,
    body           jsonb         NOT NULL,
    CONSTRAINT measure_event_pkey PRIMARY KEY (measure, sequence)
);

CREATE TABLE measure (
    measure        uuid          NOT NULL,
    -- Of its first event: the order of every list.
    position       bigint        NOT NULL,
    sequence       bigint        NOT NULL,
    street         text          NOT NULL,
    -- Such as 2016-05; null where the ground is no month's.
    month          text,
    kind           text          NOT NULL,
    ground         text          NOT NULL,
    rule           text,
    stage          text          NOT NULL,
    under_review   boolean       NOT NULL,
    -- Whether everyone may know of it.
    is_public      boolean       NOT NULL,
    -- A pseudonym.
    person         text,
    proposed_on    date          NOT NULL,
    served_on      date,
    appeal_until   date,
    -- Of the tables that it was last held against.
    tables_position bigint       NOT NULL,
    CONSTRAINT measure_pkey PRIMARY KEY (measure)
);

CREATE UNIQUE INDEX measure_position ON measure (position DESC);
CREATE INDEX measure_street ON measure (street, position DESC);
CREATE INDEX measure_person ON measure (person, position DESC) WHERE person IS NOT NULL;
CREATE INDEX measure_month ON measure (month, position DESC);
CREATE INDEX measure_upheld ON measure (position) WHERE stage = 'UPHELD';

GRANT SELECT, INSERT, UPDATE, DELETE ON measure_event, measure TO ${app};
