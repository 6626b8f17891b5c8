-- How far the service's log is published, moved after the batch is committed on Kafka. One instance publishes at a time: the one that
-- claimed it, until its claim runs out by the database's clock. What an instance repeats after a crash, readers drop.
CREATE TABLE publisher_position (
    only_one      boolean NOT NULL DEFAULT true PRIMARY KEY CHECK (only_one),
    position      bigint  NOT NULL CHECK (position >= 0),
    claimed_by    uuid,
    claimed_until timestamptz
) WITH (fillfactor = 10);

INSERT INTO publisher_position (position) VALUES (0);

-- How far a reader is in a partition of another service's topic, moved by compare-and-set in the transaction that keeps what it made of the facts.
CREATE TABLE fact_place (
    reader        text    NOT NULL,
    topic         text    NOT NULL,
    partition     integer NOT NULL,
    next_offset   bigint  NOT NULL CHECK (next_offset >= 0),
    epoch         uuid,
    last_position bigint  NOT NULL CHECK (last_position >= 0),
    PRIMARY KEY (reader, topic, partition)
) WITH (fillfactor = 10);

-- Which lives of another service's log a reader takes facts of, in their order: the first one it ever met, and those that an operator accepted.
-- One that is not accepted yet has no ordinal, and the reader stands before it.
CREATE TABLE fact_epoch (
    reader          text        NOT NULL,
    service         text        NOT NULL,
    epoch           uuid        NOT NULL,
    ordinal         integer,
    first_position  bigint      NOT NULL,
    shared_position bigint      NOT NULL,
    seen_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    accepted_by     text,
    accepted_at     timestamptz,
    PRIMARY KEY (reader, service, epoch),
    CONSTRAINT fact_epoch_order UNIQUE (reader, service, ordinal)
);

-- Facts that a reader could not take in (POISON), those of the same key that wait behind them (QUEUED), and those that an operator decided
-- to leave out for good (SKIPPED). The rest of the row is the fact as it came.
CREATE TABLE parked_fact (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    reader      text        NOT NULL,
    service     text        NOT NULL,
    key         text        NOT NULL,
    topic       text        NOT NULL,
    partition   integer     NOT NULL,
    "offset"    bigint      NOT NULL,
    epoch       uuid,
    position    bigint,
    type        text,
    headers     jsonb       NOT NULL,
    data        bytea       NOT NULL,
    state       text        NOT NULL CHECK (state IN ('POISON', 'QUEUED', 'SKIPPED')),
    reason      text,
    exception   text,
    attempts    integer     NOT NULL,
    parked_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    skip_reason text,
    skipped_by  text,
    skipped_at  timestamptz,
    CONSTRAINT parked_fact_once UNIQUE (reader, topic, partition, "offset")
);

CREATE INDEX parked_fact_by_key ON parked_fact (reader, service, key, id) WHERE state <> 'SKIPPED';

GRANT SELECT, UPDATE ON publisher_position TO ${app};
GRANT SELECT, INSERT, UPDATE ON fact_place TO ${app};
GRANT SELECT, INSERT, UPDATE ON fact_epoch TO ${app};
GRANT SELECT, INSERT, UPDATE, DELETE ON parked_fact TO ${app};
