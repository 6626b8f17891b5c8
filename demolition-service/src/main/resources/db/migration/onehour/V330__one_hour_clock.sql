-- 新生违建1小时快拆: the new constructions of the ledger and their clocks, one row an entry. Written by the view "onehour" alone, from the
-- events alone: deleting the rows and the view's position builds the same rows again.

CREATE TABLE one_hour_clock (
    violation      uuid        NOT NULL,
    ledger_number  text        NOT NULL,
    street         text        NOT NULL,
    -- Removed before its discovery was entered.
    removed_at     timestamptz,
    -- The clock as JSON that only the view reads; null before the discovery is confirmed, as are the columns taken from it.
    clock          text,
    confirmed_at   timestamptz,
    outcome        text,
    stopped_at     timestamptz,
    -- From when on the case has something to tell, by the rules that were in force when the row was written; null for nothing.
    next_finding   timestamptz,
    -- The event that changed it last.
    position       bigint      NOT NULL,
    CONSTRAINT one_hour_clock_pkey PRIMARY KEY (violation)
)
WITH (fillfactor = 85);

-- What is looked at every second.
CREATE INDEX one_hour_clock_next ON one_hour_clock (next_finding) WHERE next_finding IS NOT NULL;

-- The board: what runs, and what has begun or stopped lately.
CREATE INDEX one_hour_clock_running ON one_hour_clock (confirmed_at) WHERE confirmed_at IS NOT NULL AND outcome IS NULL;
CREATE INDEX one_hour_clock_confirmed ON one_hour_clock (confirmed_at) WHERE confirmed_at IS NOT NULL;
CREATE INDEX one_hour_clock_stopped ON one_hour_clock (stopped_at) WHERE stopped_at IS NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON one_hour_clock TO ${app};
