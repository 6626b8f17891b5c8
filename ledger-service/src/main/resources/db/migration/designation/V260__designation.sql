-- 无违建小区、街巷: each place on its way to the designation, one row a place. Written with the book, from the events alone.

CREATE TABLE designation (
    designation      uuid   NOT NULL,
    -- COMPOUND or ALLEY
    kind             text   NOT NULL,
    street           text   NOT NULL,
    name             text   NOT NULL,
    -- STARTED, APPLIED_FOR, INSPECTED, DESIGNATED or REVOKED
    state            text   NOT NULL,
    run              int    NOT NULL,
    started_on       date   NOT NULL,
    applied_on       date,
    inspected_on     date,
    photo            text,
    designated_on    date,
    revoked_on       date,
    cause            text,
    violation        uuid,
    -- The last event that opened an entry inside, and whether the designation is still to be revoked for it.
    found_position   bigint NOT NULL,
    found            uuid,
    found_on         date,
    found_relapse    bool   NOT NULL,
    to_revoke        bool   NOT NULL,
    -- The event that started the run: the order of the list. The number of the last one is the ETag.
    position         bigint NOT NULL,
    sequence         bigint NOT NULL,
    CONSTRAINT designation_pkey PRIMARY KEY (designation),
    CONSTRAINT designation_position UNIQUE (position)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON designation TO ${app};
