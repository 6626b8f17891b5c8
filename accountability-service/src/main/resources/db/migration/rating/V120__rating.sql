-- Months' ratings as they were frozen, and the appeals against them: one row an event. Written by the view "ratings" alone.
CREATE TABLE rating_event (
    position       bigint        NOT NULL,
    recorded_at    timestamptz   NOT NULL,
    rating         uuid          NOT NULL,
    -- Such as 2016-05: as text it sorts as time does.
    month          text          NOT NULL,
    type           text          NOT NULL,
    body           jsonb         NOT NULL,
    CONSTRAINT rating_event_pkey PRIMARY KEY (position)
);

CREATE INDEX rating_event_month ON rating_event (month);

GRANT SELECT, INSERT, DELETE ON rating_event TO ${app};
