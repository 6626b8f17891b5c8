-- Targets as they were set, revised, divided among the streets and decided on: one row an event. Written by the view "targets" alone.
CREATE TABLE target_event (
    position       bigint        NOT NULL,
    recorded_at    timestamptz   NOT NULL,
    target         uuid          NOT NULL,
    type           text          NOT NULL,
    body           jsonb         NOT NULL,
    CONSTRAINT target_event_pkey PRIMARY KEY (position)
);

GRANT SELECT, INSERT, DELETE ON target_event TO ${app};
