-- 疑似反弹: what was seen near closed entries, and what became of it. Written with the book, from the events alone.

CREATE TABLE relapse_suspicion (
    violation      uuid          NOT NULL,
    sighting       uuid          NOT NULL,
    ledger_number  text          NOT NULL,
    street         text          NOT NULL,
    distance_m     numeric(8, 1) NOT NULL,
    found_by       text          NOT NULL,
    photo          text          NOT NULL,
    party_id       uuid,
    reported_by    text          NOT NULL,
    seen_at        timestamptz   NOT NULL,
    -- OPEN, CONFIRMED, DISMISSED, or LAPSED: the closing was revoked, or another sighting of the entry was confirmed.
    status         text          NOT NULL,
    decided_on     date,
    -- The new entry, and whether it is made yet.
    relapse        uuid,
    registered     boolean       NOT NULL,
    -- The event that raised it: the order of the list.
    position       bigint        NOT NULL,
    CONSTRAINT relapse_suspicion_pkey PRIMARY KEY (violation, sighting),
    CONSTRAINT relapse_suspicion_position UNIQUE (position)
);

-- What people have to decide, and what the service still has to do: few rows of many.
CREATE INDEX relapse_suspicion_open ON relapse_suspicion (position) WHERE status = 'OPEN';
CREATE INDEX relapse_suspicion_to_register ON relapse_suspicion (position) WHERE status = 'CONFIRMED' AND NOT registered;

GRANT SELECT, INSERT, UPDATE, DELETE ON relapse_suspicion TO ${app};
