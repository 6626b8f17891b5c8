-- How far an entry's enforcement has come, and what came after its closing.

ALTER TABLE entry
    -- The demolished area that was accepted.
    ADD COLUMN accepted_m2              numeric(14, 2) NOT NULL DEFAULT 0.00,
    ADD COLUMN sealed_on                date,
    ADD COLUMN case_number              text,
    ADD COLUMN case_filed_on            date,
    ADD COLUMN restored_on              date,
    ADD COLUMN duplicate_of             uuid,
    ADD COLUMN revocation_requested_on  date,
    ADD COLUMN revocation_requested_by  text,
    ADD COLUMN relapse_of               uuid,
    ADD COLUMN relapsed_into            uuid,
    ADD COLUMN patrol_due_on            date,
    ADD COLUMN patrol_round             int;

-- The places where something might stand again: a sighting looks for those around it. As points of degrees, which a box finds; the
-- metres are worked out for the few that it holds.
CREATE INDEX entry_closed_place ON entry USING gist (point(lon::float8, lat::float8))
    WHERE status = 'CLOSED' AND ground IN ('DEMOLISHED', 'SEALED') AND relapsed_into IS NULL AND lon IS NOT NULL;

-- The patrol's schedule: the entries whose place is to be looked at next, in that order.
CREATE INDEX entry_patrol_due ON entry (patrol_due_on, ledger_number) WHERE patrol_due_on IS NOT NULL;
