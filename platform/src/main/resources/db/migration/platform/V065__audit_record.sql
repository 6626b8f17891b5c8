-- What was refused, what operators did, and who looked at what is sensitive: beside the log of events, for those who supervise.
-- Positions are contiguous and in the order of the commits, as the log's are, and by the same means: the head's row is locked by the
-- statement that takes numbers from it, until its commit. So a reader that has come to one position has missed nothing before it.

CREATE TABLE audit_head (
    only_one    boolean     NOT NULL DEFAULT true PRIMARY KEY CHECK (only_one),
    position    bigint      NOT NULL CHECK (position >= 0),
    recorded_at timestamptz NOT NULL
) WITH (fillfactor = 10, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_scale_factor = 0);

INSERT INTO audit_head (position, recorded_at) VALUES (0, now());

CREATE TABLE audit_record (
    position    bigint      NOT NULL,
    recorded_at timestamptz NOT NULL, -- never less than at a lower position
    actor       text        NOT NULL, -- the token's subject, a pseudonym; 'anonymous' where the token was not believed
    role        text        NOT NULL,
    kind        text        NOT NULL CHECK (kind IN ('REFUSAL', 'OPERATOR_ACT', 'SENSITIVE_READ')),
    action      text        NOT NULL, -- method and route template, never the path; or the act's name
    subject     text,                 -- what it was about: an id, never a name
    code        text        NOT NULL, -- the refusal's code; 'accepted' for what was let happen
    details     text        NOT NULL CHECK (octet_length(details) <= 4096), -- a JSON object without personal data
    traceparent text,
    CONSTRAINT audit_record_position PRIMARY KEY (position)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.05);

-- From when and until when; what one person did. The other filters go along these.
CREATE INDEX audit_record_time ON audit_record (recorded_at, position);
CREATE INDEX audit_record_actor ON audit_record (actor, position);

-- Append-only because the service's role can do nothing else to it.
GRANT SELECT, INSERT ON audit_record TO ${app};
GRANT SELECT, UPDATE (position, recorded_at) ON audit_head TO ${app};
