-- The acts of the procedure that stand in each case, by their names. Rows from before it was kept have none: no such act was recorded then.
ALTER TABLE enforcement_case ADD COLUMN standing text[] NOT NULL DEFAULT '{}';
