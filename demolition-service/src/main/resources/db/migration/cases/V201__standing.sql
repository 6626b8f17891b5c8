-- The acts of the procedure that stand in each case, by their names. Before it was kept, filing was the only one that could be recorded.
ALTER TABLE enforcement_case ADD COLUMN standing text[] NOT NULL DEFAULT '{}';
UPDATE enforcement_case SET standing = '{FILED}' WHERE filed_on IS NOT NULL;
