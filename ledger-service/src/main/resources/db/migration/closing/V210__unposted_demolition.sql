-- 未入账: the demolitions that could not be posted, each a task for a person. Written with the book, from the events alone.

CREATE TABLE unposted_demolition (
    violation      uuid          NOT NULL,
    demolition     uuid          NOT NULL,
    ledger_number  text          NOT NULL,
    street         text          NOT NULL,
    area_m2        numeric(14, 2) NOT NULL,
    -- What could have been posted when it was tried last.
    remaining_m2   numeric(14, 2) NOT NULL,
    reason         text          NOT NULL,
    occurred_on    date          NOT NULL,
    -- The event that says so: the order of the list.
    position       bigint        NOT NULL,
    CONSTRAINT unposted_demolition_pkey PRIMARY KEY (violation, demolition),
    CONSTRAINT unposted_demolition_position UNIQUE (position)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON unposted_demolition TO ${app};
