-- 无违建小区、街巷, as the ledger tells of them. Written by the view "progress" alone; rows are only ever added.

CREATE TABLE designation_fact (
    position       bigint       NOT NULL,
    epoch          uuid         NOT NULL,
    fact           uuid         NOT NULL,
    recorded_at    timestamptz  NOT NULL,
    designation    uuid         NOT NULL,
    -- STARTED, DESIGNATED or REVOKED
    kind           text         NOT NULL,
    -- COMPOUND or ALLEY
    place_kind     text         NOT NULL,
    street         text         NOT NULL,
    place          text         NOT NULL,
    run            int          NOT NULL,
    business_date  date         NOT NULL,
    CONSTRAINT designation_fact_pkey PRIMARY KEY (position, epoch)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON designation_fact TO ${app};
