-- The last facts, for the page that shows them as they come. Written with the view "progress", which keeps some ten thousand.
CREATE TABLE fact_feed (
    -- The transaction that brought it, and its order within: who reads only what transactions before the oldest open one have brought
    -- misses none, whichever commits first.
    transaction    xid8          NOT NULL DEFAULT pg_current_xact_id(),
    number         bigint        NOT NULL GENERATED ALWAYS AS IDENTITY,
    service        text          NOT NULL,
    epoch          uuid          NOT NULL,
    position       bigint        NOT NULL,
    fact           uuid          NOT NULL,
    type           text          NOT NULL,
    violation      uuid          NOT NULL,
    street         text          NOT NULL,
    ledger_number  text,
    area_m2        numeric(14, 2),
    occurred_on    date          NOT NULL,
    recorded_at    timestamptz   NOT NULL,
    CONSTRAINT fact_feed_pkey PRIMARY KEY (service, epoch, position)
);

CREATE INDEX fact_feed_order ON fact_feed (transaction, number);

GRANT SELECT, INSERT, UPDATE, DELETE ON fact_feed TO ${app};
