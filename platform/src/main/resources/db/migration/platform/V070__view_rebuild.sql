-- Where a view is built anew beside the one that serves. The tables there are made, indexed and swapped in by the owner; the service's role
-- may fill them, because the rights of the tables they will replace are copied, and may create nothing.
CREATE SCHEMA rebuild;
GRANT USAGE ON SCHEMA rebuild TO ${app};

-- The last rebuild of each view. One at a time in the whole service: the one whose row is running, until its claim runs out by the database's clock.
CREATE TABLE view_rebuild (
    view          text        NOT NULL PRIMARY KEY,
    id            uuid        NOT NULL,
    running       boolean     NOT NULL,
    claimed_until timestamptz NOT NULL,
    phase         text        NOT NULL CHECK (phase IN ('PREPARING', 'FILLING', 'INDEXING', 'CATCHING_UP', 'SWAPPING', 'DONE', 'FAILED')),
    done          bigint      NOT NULL DEFAULT 0, -- events of the source taken in
    head          bigint      NOT NULL DEFAULT 0, -- events there are
    started_by    text        NOT NULL,
    started_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at      timestamptz,
    failure       text                            -- why it failed, without personal data
) WITH (fillfactor = 50);

CREATE UNIQUE INDEX view_rebuild_one_at_a_time ON view_rebuild (running) WHERE running;

GRANT SELECT, INSERT, UPDATE ON view_rebuild TO ${app};
