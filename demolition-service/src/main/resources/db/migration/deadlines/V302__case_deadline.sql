-- 期限: the days that the law sets to the acts of each case, also those that are over. Written by the view "deadlines", and counted anew by
-- its own round where the rules or the calendar have changed: deleting the rows and the view's position builds the same rows again.
CREATE TABLE case_deadline (
    id          uuid    NOT NULL,
    violation   uuid    NOT NULL,
    street      text    NOT NULL,
    track       text,
    kind        text    NOT NULL,
    act         text    NOT NULL,
    rule        text    NOT NULL,
    article     text    NOT NULL,
    started_on  date    NOT NULL,
    due_on      date    NOT NULL,
    provisional boolean NOT NULL,
    standing    text    NOT NULL,
    ended_on    date,
    level       text,
    rung        int     NOT NULL,
    -- The day from which on there is something to make known; null where there is nothing, or nothing more.
    next_on     date,
    handler     text,
    supervisor  text,
    -- By which rules and calendar it was counted.
    counted_by  text    NOT NULL,
    CONSTRAINT case_deadline_pkey PRIMARY KEY (id)
) WITH (fillfactor = 85);

CREATE INDEX case_deadline_case ON case_deadline (violation);
CREATE INDEX case_deadline_next ON case_deadline (next_on, id) WHERE next_on IS NOT NULL;
-- What is overdue in a street, and in the district.
CREATE INDEX case_deadline_due ON case_deadline (due_on, violation) WHERE standing = 'OPEN' AND kind = 'DUE_BY';
CREATE INDEX case_deadline_counted ON case_deadline (counted_by, violation) WHERE standing = 'OPEN';

GRANT SELECT, INSERT, UPDATE, DELETE ON case_deadline TO ${app};
