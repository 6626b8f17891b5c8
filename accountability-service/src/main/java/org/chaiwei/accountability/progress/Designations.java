package org.chaiwei.accountability.progress;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.chaiwei.accountability.record.PointOfRecord;
import org.chaiwei.contracts.ledger.DistrictFact;
import org.chaiwei.contracts.ledger.ViolationFreeDesignated;
import org.chaiwei.contracts.ledger.ViolationFreeRevoked;
import org.chaiwei.contracts.ledger.ViolationFreeStarted;
import org.chaiwei.platform.fact.ReceivedFact;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 无违建小区、街巷: the table {@code designation_fact} and its counts. Some hundreds of rows, so that each question sums them all. */
final class Designations {

    static final String TABLE = "designation_fact";

    /**
     * A fact as a row; a revocation counts from its own day, which is never before that of the designation.
     *
     * @param kind STARTED, DESIGNATED or REVOKED
     * @param placeKind COMPOUND or ALLEY
     */
    record Row(
            long position,
            UUID epoch,
            UUID fact,
            Instant recordedAt,
            UUID designation,
            String kind,
            String placeKind,
            String street,
            String place,
            int run,
            LocalDate businessDate) {

        static Row of(ReceivedFact received, DistrictFact fact) {
            return switch (fact) {
                case ViolationFreeStarted e ->
                    row(received, e, "STARTED", e.designation(), e.kind(), e.place(), e.run());
                case ViolationFreeDesignated e ->
                    row(received, e, "DESIGNATED", e.designation(), e.kind(), e.place(), e.run());
                case ViolationFreeRevoked e ->
                    row(received, e, "REVOKED", e.designation(), e.kind(), e.place(), e.run());
            };
        }

        private static Row row(
                ReceivedFact received,
                DistrictFact fact,
                String kind,
                UUID designation,
                String placeKind,
                String place,
                int run) {
            return new Row(
                    received.position(),
                    received.epoch(),
                    received.id(),
                    received.recordedAt(),
                    designation,
                    kind,
                    placeKind,
                    fact.street(),
                    place,
                    run,
                    fact.occurredOn());
        }
    }

    /** How many places were started, each once however often, and how many are designated. */
    record Counts(long startedCompounds, long startedAlleys, long compounds, long alleys) {

        static final Counts NONE = new Counts(0, 0, 0, 0);

        Counts plus(Counts other) {
            return new Counts(
                    startedCompounds + other.startedCompounds,
                    startedAlleys + other.startedAlleys,
                    compounds + other.compounds,
                    alleys + other.alleys);
        }

        /** The target holds for each kind, so what is reached is what the lesser has reached. */
        long started() {
            return Math.min(startedCompounds, startedAlleys);
        }
    }

    private final JdbcTemplate jdbc;

    Designations(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds these; one that is there already stays as it is. Called within the caller's transaction. */
    void add(Collection<Row> rows) {
        jdbc.batchUpdate(
                """
                INSERT INTO designation_fact (position, epoch, fact, recorded_at, designation, kind, place_kind, street, place, run, business_date)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT ON CONSTRAINT designation_fact_pkey DO NOTHING""",
                rows.stream()
                        .map(row -> new Object[] {
                            row.position,
                            row.epoch,
                            row.fact,
                            row.recordedAt.atOffset(ZoneOffset.UTC),
                            row.designation,
                            row.kind,
                            row.placeKind,
                            row.street,
                            row.place,
                            row.run,
                            row.businessDate
                        })
                        .toList());
    }

    /** The counts of a day by street; empty while nothing has been started anywhere. */
    static Map<String, Counts> byStreet(JdbcClient jdbc, LocalDate on, PointOfRecord known) {
        var streets = new HashMap<String, Counts>();
        jdbc.sql("""
                        SELECT street,
                               count(DISTINCT designation) FILTER (WHERE kind = 'STARTED' AND place_kind = 'COMPOUND') AS started_compounds,
                               count(DISTINCT designation) FILTER (WHERE kind = 'STARTED' AND place_kind = 'ALLEY') AS started_alleys,
                               sum(CASE kind WHEN 'DESIGNATED' THEN 1 WHEN 'REVOKED' THEN -1 ELSE 0 END)
                                   FILTER (WHERE place_kind = 'COMPOUND') AS compounds,
                               sum(CASE kind WHEN 'DESIGNATED' THEN 1 WHEN 'REVOKED' THEN -1 ELSE 0 END)
                                   FILTER (WHERE place_kind = 'ALLEY') AS alleys
                        FROM designation_fact WHERE business_date <= :on AND position <= :knownAt GROUP BY street""").param("on", on).param("knownAt", known.position()).query(row -> {
            streets.put(
                    row.getString("street"),
                    new Counts(
                            row.getLong("started_compounds"),
                            row.getLong("started_alleys"),
                            row.getLong("compounds"),
                            row.getLong("alleys")));
        });
        return streets;
    }
}
