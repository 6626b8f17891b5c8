-- The alley (街巷) of each entry, and how a place was restored. Of a place restored before this only the events tell how, so the view begins
-- again. The position is the platform's, which is not there where these tables are made alone.
ALTER TABLE enforcement_case ADD COLUMN alley text, ADD COLUMN restored_as text;

DELETE FROM enforcement_case;
DELETE FROM case_total;
DO $$
BEGIN
    IF to_regclass('view_position') IS NOT NULL THEN
        DELETE FROM view_position WHERE view = 'cases';
    END IF;
END
$$;

-- The wall openings of an alley, and the alleys of a street.
CREATE INDEX enforcement_case_alley ON enforcement_case (street, alley, ledger_number, violation)
    WHERE ledger_kind = 'WALL_OPENING' AND alley IS NOT NULL;
