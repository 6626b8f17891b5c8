-- How far each view is in the log, moved by the transaction that writes the view's rows. One instance feeds a view at a time:
-- the one that claimed it, until its claim runs out by the database's clock.
CREATE TABLE view_position (
    view          text   NOT NULL PRIMARY KEY,
    position      bigint NOT NULL CHECK (position >= 0),
    claimed_by    uuid,
    claimed_until timestamptz
) WITH (fillfactor = 10);

GRANT SELECT, INSERT, UPDATE ON view_position TO ${app};
