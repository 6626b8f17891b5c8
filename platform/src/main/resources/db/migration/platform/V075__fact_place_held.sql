-- A rebuild holds all places of a reader while it swaps tables: nobody else moves them until it lets them go, or until this time has come by the database's clock.
ALTER TABLE fact_place ADD COLUMN held_by uuid, ADD COLUMN held_until timestamptz;
