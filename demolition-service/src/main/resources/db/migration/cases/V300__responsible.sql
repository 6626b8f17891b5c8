-- 经办人: who answers for each case. Before it was kept, nobody was named but whoever filed, and that not in every event: rebuild the view
-- "cases" to have them in the rows of cases that were filed before.
ALTER TABLE enforcement_case ADD COLUMN handler text, ADD COLUMN supervisor text;

CREATE INDEX enforcement_case_handler ON enforcement_case (handler, ledger_number, violation) WHERE handler IS NOT NULL;
CREATE INDEX enforcement_case_track ON enforcement_case (track, ledger_number, violation) WHERE track IS NOT NULL;
