-- 案号: the numbers given to cases, counted for each street and year.

CREATE TABLE case_number (
    street text NOT NULL,
    year   int  NOT NULL,
    last   int  NOT NULL,
    CONSTRAINT case_number_pkey PRIMARY KEY (street, year)
);

GRANT SELECT, INSERT, UPDATE ON case_number TO ${app};
