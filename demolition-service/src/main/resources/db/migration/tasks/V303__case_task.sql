-- 待办: what is to be done next in each case, once for each of those whose turn it is. Written by the view "deadlines", see V302.
CREATE TABLE case_task (
    violation            uuid    NOT NULL,
    act                  text    NOT NULL,
    -- person:<id>, role:<role>, or street:<code> for everyone of that street.
    owner                text    NOT NULL,
    ledger_number        text    NOT NULL,
    street               text    NOT NULL,
    track                text,
    roles                text[]  NOT NULL,
    request              text    NOT NULL,
    -- The first lawful day; infinity where more is wanting than time.
    earliest             date    NOT NULL,
    earliest_provisional boolean NOT NULL,
    -- The last day in time; infinity where there is none.
    due_on               date    NOT NULL,
    due_provisional      boolean NOT NULL,
    deadline             uuid,
    why                  text    NOT NULL,
    handler              text,
    supervisor           text,
    counted_by           text    NOT NULL,
    CONSTRAINT case_task_pkey PRIMARY KEY (violation, act, owner)
) WITH (fillfactor = 85);

-- The order of the list, and what its totals are counted by.
CREATE INDEX case_task_due ON case_task (owner, due_on, earliest, violation, act);
CREATE INDEX case_task_earliest ON case_task (owner, earliest, due_on);
CREATE INDEX case_task_counted ON case_task (counted_by, violation);

GRANT SELECT, INSERT, UPDATE, DELETE ON case_task TO ${app};
