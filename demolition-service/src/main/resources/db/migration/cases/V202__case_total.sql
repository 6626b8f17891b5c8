-- The cases of each street, stage and track, counted and added up in the transaction that writes their rows: the totals of a list are read
-- from here, however long it is.
CREATE TABLE case_total (
    street       text           NOT NULL,
    stage        text           NOT NULL,
    -- Empty before a case is filed.
    track        text           NOT NULL,
    count        bigint         NOT NULL,
    area_m2      numeric(14, 2) NOT NULL,
    awaiting_m2  numeric(14, 2) NOT NULL,
    remaining_m2 numeric(14, 2) NOT NULL,
    CONSTRAINT case_total_pkey PRIMARY KEY (street, stage, track)
)
-- Few rows, changed by every batch.
WITH (fillfactor = 20);

INSERT INTO case_total (street, stage, track, count, area_m2, awaiting_m2, remaining_m2)
SELECT street, stage, coalesce(track, ''), count(*), sum(area_m2), sum(awaiting_m2), sum(remaining_m2)
  FROM enforcement_case GROUP BY street, stage, coalesce(track, '');

GRANT SELECT, INSERT, UPDATE, DELETE ON case_total TO ${app};

-- What waits at a stage in a street; leads are most of the rows.
CREATE INDEX enforcement_case_street_stage ON enforcement_case (street, stage, ledger_number, violation) WHERE stage NOT IN ('CLOSED', 'LEAD');
