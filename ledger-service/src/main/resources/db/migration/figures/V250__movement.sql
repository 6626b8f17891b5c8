-- The account of the book: what each event added to or took from the figures. Written by the view "figures" alone, from the events
-- alone; rows are only ever added. A figure as of a business date and as known at a position is a sum over two columns of this table.

CREATE TABLE movement (
    -- The event, by its place in the log, and the number of the effect within the event.
    position       bigint        NOT NULL,
    ordinal        smallint      NOT NULL,
    violation      uuid          NOT NULL,
    business_date  date          NOT NULL,
    street         text          NOT NULL,
    use_class      text          NOT NULL,
    ledger_kind    text          NOT NULL,
    origin         text          NOT NULL,
    -- Why it moved, and which line of the equation it belongs to.
    kind           text          NOT NULL,
    line           text          NOT NULL,
    -- The effect on what remains on the ledger: entries and square metres, negative where they leave it.
    count          int           NOT NULL,
    area_m2        numeric(14, 2) NOT NULL,
    CONSTRAINT movement_pkey PRIMARY KEY (position, ordinal)
);

-- The days of the month that a date falls into; whole months come from month_total.
CREATE INDEX movement_business_date ON movement (business_date);

-- What the figures hold of one entry: a withdrawal reverses all of it, each part on its own date.
CREATE INDEX movement_violation ON movement (violation);

-- The sums of the movements by month, street, use and line, kept with them: the whole of the past in some thousand rows.
CREATE TABLE month_total (
    month          date          NOT NULL,
    street         text          NOT NULL,
    use_class      text          NOT NULL,
    line           text          NOT NULL,
    count          bigint        NOT NULL,
    area_m2        numeric(14, 2) NOT NULL,
    CONSTRAINT month_total_pkey PRIMARY KEY (month, street, use_class, line),
    CONSTRAINT month_total_first_day CHECK (extract(day FROM month) = 1)
)
-- Each batch changes counts and areas only: room for heap-only updates.
WITH (fillfactor = 50);

-- How far the two tables above go, in the same transaction as their rows: an answer names the position that it really covers.
CREATE TABLE figures_known_at (
    only_row       boolean       NOT NULL DEFAULT true,
    position       bigint        NOT NULL,
    recorded_at    timestamptz   NOT NULL,
    CONSTRAINT figures_known_at_pkey PRIMARY KEY (only_row),
    CONSTRAINT figures_known_at_one_row CHECK (only_row)
);

GRANT SELECT, INSERT, DELETE ON movement TO ${app};
GRANT SELECT, INSERT, UPDATE, DELETE ON month_total, figures_known_at TO ${app};
