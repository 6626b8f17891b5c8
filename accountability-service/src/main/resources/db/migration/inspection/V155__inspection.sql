-- Inspections: what happened in each, and what lists are read from. Written by the view "inspections" alone.
CREATE TABLE inspection_event (
    inspection     uuid          NOT NULL,
    sequence       bigint        NOT NULL,
    recorded_at    timestamptz   NOT NULL,
    type           text          NOT NULL,
    body           jsonb         NOT NULL,
    CONSTRAINT inspection_event_pkey PRIMARY KEY (inspection, sequence)
);

CREATE TABLE inspection (
    inspection     uuid          NOT NULL,
    unit           text          NOT NULL,
    opened_on      date          NOT NULL,
    closed_on      date,
    CONSTRAINT inspection_pkey PRIMARY KEY (inspection)
);

CREATE INDEX inspection_opened ON inspection (opened_on DESC, inspection DESC);

CREATE TABLE inspection_finding (
    finding        uuid          NOT NULL,
    inspection     uuid          NOT NULL,
    unit           text          NOT NULL,
    kind           text          NOT NULL,
    severity       text          NOT NULL,
    standing       text          NOT NULL,
    recorded_on    date          NOT NULL,
    decided_on     date,
    CONSTRAINT inspection_finding_pkey PRIMARY KEY (finding)
);

CREATE INDEX inspection_finding_recorded ON inspection_finding (recorded_on, finding);

-- What an inspection has said that it gives. The task itself is the view "tasks".
CREATE TABLE inspection_task (
    task           uuid          NOT NULL,
    inspection     uuid          NOT NULL,
    body           jsonb         NOT NULL,
    CONSTRAINT inspection_task_pkey PRIMARY KEY (task)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON inspection_event, inspection, inspection_finding, inspection_task TO ${app};
