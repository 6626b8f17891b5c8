-- Supervised tasks: what happened to each, and where each stands. Written by the view "tasks" alone.
CREATE TABLE supervised_task_event (
    task           uuid          NOT NULL,
    sequence       bigint        NOT NULL,
    recorded_at    timestamptz   NOT NULL,
    type           text          NOT NULL,
    body           jsonb         NOT NULL,
    CONSTRAINT supervised_task_event_pkey PRIMARY KEY (task, sequence)
);

CREATE TABLE supervised_task (
    task           uuid          NOT NULL,
    source         text          NOT NULL,
    reference      text          NOT NULL,
    unit           text          NOT NULL,
    -- A pseudonym; null where nobody is responsible.
    responsible    text,
    phase          text          NOT NULL,
    assigned_on    date          NOT NULL,
    due_on         date          NOT NULL,
    -- From when on there is something to tell; null where there is nothing.
    next_on        date,
    rungs          integer       NOT NULL,
    heard          text[]        NOT NULL,
    answers        integer       NOT NULL,
    extension_to   date,
    remark         uuid          NOT NULL,
    sequence       bigint        NOT NULL,
    CONSTRAINT supervised_task_pkey PRIMARY KEY (task)
);

CREATE INDEX supervised_task_due ON supervised_task (due_on, task);
CREATE INDEX supervised_task_unit ON supervised_task (unit, due_on, task);
CREATE INDEX supervised_task_person ON supervised_task (responsible, due_on, task);
CREATE INDEX supervised_task_next ON supervised_task (next_on, task) WHERE next_on IS NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON supervised_task_event, supervised_task TO ${app};
