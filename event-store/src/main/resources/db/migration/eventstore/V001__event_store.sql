-- The event store of one service. The format, column by column, is specified in the Javadoc of org.chaiwei.eventstore.EventLog.

CREATE SCHEMA event_store;

-- One row, changed by every append and by nothing else. It is updated in place (HOT): the page keeps room for the
-- versions that running appends still see, and no column of it but the constant key is indexed.
CREATE TABLE event_store.head (
    only_one    boolean     NOT NULL DEFAULT true PRIMARY KEY CHECK (only_one),
    epoch       uuid        NOT NULL,
    position    bigint      NOT NULL CHECK (position >= 0),
    recorded_at timestamptz NOT NULL
) WITH (fillfactor = 10, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_scale_factor = 0);

INSERT INTO event_store.head (epoch, position, recorded_at) VALUES (gen_random_uuid(), 0, now());

-- An int stands for these three in every event's row.
CREATE TABLE event_store.event_type (
    id             integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    aggregate_type text    NOT NULL,
    name           text    NOT NULL,
    revision       integer NOT NULL CHECK (revision > 0),
    CONSTRAINT event_type_is_one UNIQUE (aggregate_type, name, revision)
);

-- No foreign key on type: it would lock a row of event_type for every event, and the ids come from there alone.
CREATE TABLE event_store.event (
    position     bigint      NOT NULL,
    recorded_at  timestamptz NOT NULL,
    aggregate_id uuid        NOT NULL,
    event_id     uuid        NOT NULL,
    sequence     bigint      NOT NULL CHECK (sequence >= 0),
    type         integer     NOT NULL,
    payload      bytea       NOT NULL CHECK (octet_length(payload) <= 1048576),
    metadata     bytea       NOT NULL CHECK (octet_length(metadata) <= 65536),
    CONSTRAINT event_position PRIMARY KEY (position),
    CONSTRAINT event_sequence UNIQUE (aggregate_id, sequence)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.05);

-- What a request's key stands for: written by the statement that appends the events, so neither is ever there alone.
CREATE TABLE event_store.append_key (
    scope          bytea       NOT NULL CHECK (octet_length(scope) = 32),
    body           bytea       NOT NULL CHECK (octet_length(body) = 32),
    first_position bigint      NOT NULL,
    last_position  bigint      NOT NULL,
    recorded_at    timestamptz NOT NULL,
    CONSTRAINT append_key_scope PRIMARY KEY (scope)
);

-- Events that wait to be appended in bulk. A row leaves in the statement that appends its event.
CREATE TABLE event_store.staged_event (
    batch        uuid    NOT NULL,
    ordinal      bigint  NOT NULL,
    aggregate_id uuid    NOT NULL,
    event_id     uuid    NOT NULL,
    sequence     bigint  NOT NULL,
    type         integer NOT NULL,
    payload      bytea   NOT NULL,
    metadata     bytea   NOT NULL,
    CONSTRAINT staged_event_ordinal PRIMARY KEY (batch, ordinal)
);

-- The log is append-only because the service's role can do nothing else to it.
GRANT USAGE ON SCHEMA event_store TO ${app};
GRANT SELECT, INSERT ON event_store.event TO ${app};
GRANT SELECT, INSERT ON event_store.event_type TO ${app};
GRANT SELECT, UPDATE (position, recorded_at) ON event_store.head TO ${app};
GRANT SELECT, INSERT, DELETE ON event_store.append_key TO ${app};
GRANT SELECT, INSERT, DELETE ON event_store.staged_event TO ${app};
