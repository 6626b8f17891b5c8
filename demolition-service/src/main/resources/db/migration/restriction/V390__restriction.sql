-- What other departments are asked to restrict, one row a restriction. Written by the view "restrictions" alone, from the events alone:
-- deleting the rows and the view's position builds the same rows again.

CREATE TABLE restriction (
    violation     uuid   NOT NULL,
    restriction   uuid   NOT NULL,
    ledger_number text   NOT NULL,
    -- The sub-district that answers for the entry now.
    street        text   NOT NULL,
    kind          text   NOT NULL,
    state         text   NOT NULL,
    requested_on  date   NOT NULL,
    -- The day on which it came to its state.
    changed_on    date   NOT NULL,
    -- Why it was lifted.
    cause         text,
    -- The event that changed it last.
    position      bigint NOT NULL,
    -- A case's restrictions stand together: an entry that goes to another street takes them along.
    CONSTRAINT restriction_pkey PRIMARY KEY (violation, restriction)
)
WITH (fillfactor = 85);

-- The order of the list, the oldest request first, for all, by state and by street.
CREATE INDEX restriction_requested ON restriction (requested_on, restriction);
CREATE INDEX restriction_state ON restriction (state, requested_on, restriction);
CREATE INDEX restriction_street ON restriction (street, requested_on, restriction);

GRANT SELECT, INSERT, UPDATE, DELETE ON restriction TO ${app};
