-- 文书: each paper as it stands now. Written by the view "papers" alone, from the events alone.

CREATE TABLE paper (
    paper      uuid   NOT NULL,
    register   uuid   NOT NULL,
    violation  uuid   NOT NULL,
    kind       text   NOT NULL,
    -- The street whose register it is in.
    office     text   NOT NULL,
    number     text   NOT NULL,
    sha256     text   NOT NULL,
    template   text   NOT NULL,
    check_code text   NOT NULL,
    supersedes uuid,
    issued_by  text   NOT NULL,
    issued_on  date   NOT NULL,
    status     text   NOT NULL,
    status_on  date,
    position   bigint NOT NULL,
    CONSTRAINT paper_pkey PRIMARY KEY (paper),
    CONSTRAINT paper_check_code UNIQUE (check_code),
    CONSTRAINT paper_number UNIQUE (number)
);

CREATE INDEX paper_violation ON paper (violation, position);

GRANT SELECT, INSERT, UPDATE, DELETE ON paper TO ${app};
