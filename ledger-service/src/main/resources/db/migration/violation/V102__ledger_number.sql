-- The numbers given to entries that come without one: <street>-<year>-<number>, counted for each street and year.

CREATE TABLE ledger_number (
    street text NOT NULL,
    year   int  NOT NULL,
    last   int  NOT NULL,
    CONSTRAINT ledger_number_pkey PRIMARY KEY (street, year)
);

GRANT SELECT, INSERT, UPDATE ON ledger_number TO ${app};
