-- What departments were asked and have not answered yet, one row a consultation. Written by the view "consultations" alone, from the events
-- alone: deleting the rows and the view's position builds the same rows again.

CREATE TABLE open_consultation (
    violation     uuid   NOT NULL,
    consultation  uuid   NOT NULL,
    ledger_number text   NOT NULL,
    -- The sub-district that answers for the entry now.
    street        text   NOT NULL,
    department    text   NOT NULL,
    -- The official who alone may answer; null for whoever of the department answers first.
    asked_of      text,
    asked_on      date   NOT NULL,
    due_on        date   NOT NULL,
    -- The event that changed it last.
    position      bigint NOT NULL,
    -- A case's consultations stand together: an entry that goes to another street takes them along.
    CONSTRAINT open_consultation_pkey PRIMARY KEY (violation, consultation)
)
WITH (fillfactor = 85);

-- The order of the list, the nearest last day first, for all, by department and by street.
CREATE INDEX open_consultation_due ON open_consultation (due_on, consultation);
CREATE INDEX open_consultation_department ON open_consultation (department, due_on, consultation);
CREATE INDEX open_consultation_street ON open_consultation (street, due_on, consultation);

GRANT SELECT, INSERT, UPDATE, DELETE ON open_consultation TO ${app};
