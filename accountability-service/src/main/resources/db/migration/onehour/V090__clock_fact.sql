-- 新生违建1小时快拆: what the demolition service told of each one-hour clock. Written by the view "onehour" alone, from facts alone; rows are
-- only ever added: how the clocks stand as of a business date and as known at a point of the record is worked out from those up to there.
CREATE TABLE clock_fact (
    epoch        uuid        NOT NULL,
    position     bigint      NOT NULL,
    violation    uuid        NOT NULL,
    street       text        NOT NULL,
    -- STARTED, MISSED or STOPPED
    kind         text        NOT NULL,
    -- Which time was missed, of MISSED.
    milestone    text,
    -- How the clock came out, of STOPPED.
    outcome      text,
    occurred_on  date        NOT NULL,
    recorded_at  timestamptz NOT NULL,
    CONSTRAINT clock_fact_pkey PRIMARY KEY (epoch, position)
);

-- The clocks that were started in a period, and all that was told of them.
CREATE INDEX clock_fact_started ON clock_fact (occurred_on) WHERE kind = 'STARTED';
CREATE INDEX clock_fact_violation ON clock_fact (violation);

GRANT SELECT, INSERT, UPDATE, DELETE ON clock_fact TO ${app};
