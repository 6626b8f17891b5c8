package org.chaiwei.local.verify;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.chaiwei.local.verify.FactRowsRecount.Teller;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What went from service to service: each topic against its service's log, what each service took in against what the others told it, the
 * demolition service's cases against its events and its evidence against the files, and accountability's movements and facts against what both logs say. Reads only, while the services go on.
 *
 * @param ledger its database, as its owner
 * @param demolition likewise
 * @param accountability likewise
 * @param kafka how to reach Kafka as someone who may read every topic
 * @param evidence the demolition service's folder of pictures and papers
 */
public record Between(
        Database ledger, Database demolition, Database accountability, Map<String, Object> kafka, Path evidence) {

    /** A service's database and its owner. */
    public record Database(String jdbcUrl, String user, String password) {

        Connection connect() throws SQLException {
            var properties = new Properties();
            properties.setProperty("user", user);
            properties.setProperty("password", password);
            properties.setProperty("ApplicationName", "chaiwei verify");
            return DriverManager.getConnection(jdbcUrl, properties);
        }

        Connection snapshot() throws SQLException {
            var connection = connect();
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return connection;
        }

        @Override
        public String toString() {
            return jdbcUrl;
        }
    }

    private static final String PUBLISHED = "publisher_position";

    static final String LEDGER_TOPIC = "chaiwei.ledger.facts.v1";
    static final String DEMOLITION_TOPIC = "chaiwei.demolition.facts.v1";

    /** Of the ledger's events, those that stay within it. */
    private static final Set<String> LEDGERS_OWN = Set.of(
            "WallSealingPosted",
            "AcceptancePosted",
            "CaseFilingPosted",
            "RestorationPosted",
            "ClosingRevocationRequested",
            "ClosingRevocationDeclined",
            "RelapseSuspicionDismissed",
            "RelapseConfirmed");

    /** Of the demolition service's events, those that others are told of. */
    private static final Set<String> DEMOLITION_TELLS = Set.of(
            "CaseFiled",
            "DiscoveryConfirmed",
            "Demolished",
            "WallSealed",
            "AcceptancePassed",
            "AcceptanceFailed",
            "RestorationCompleted",
            "OneHourClockMissed",
            "OneHourClockStopped",
            "RestrictionRequested",
            "RestrictionAcknowledged",
            "RestrictionRefused",
            "RestrictionLifted");

    /** The steps of the procedure that others are told of, and as what. One that does not say its street is from before they were told. */
    private static final Map<String, String> PROCEDURE_TELLS = Map.of(
            "CaseDismissed", "CaseDismissed",
            "DemolitionOrdered", "DemolitionOrdered",
            "OrderRevoked", "OrderRevoked",
            "ForcedDemolitionDecided", "ForcedDemolitionDecided",
            "RemedyFiled", "RemedyFiled",
            "RemedyEnded", "RemedyDecided",
            "BuildingFoundFinished", "TrackSwitched");

    /** What always leaves an event with an enforcement case. */
    private static final List<String> FOR_A_CASE = List.of(
            "ViolationRegistered",
            "ViolationCorrected",
            "ViolationTagged",
            "ViolationWithdrawn",
            "StreetReassigned",
            "DemolitionPosted",
            "DemolitionNotPosted",
            "LedgerClosed",
            "LedgerClosingRevoked",
            "RelapseDetected");

    /** What always leaves an event with an entry of the ledger. */
    private static final List<String> FOR_AN_ENTRY = List.of(
            "CaseFiled", "Demolished", "WallSealed", "AcceptancePassed", "AcceptanceFailed", "RestorationCompleted");

    private static final Duration POLL = Duration.ofMillis(100);

    static @Nullable String ledgerFact(String event, JsonNode payload) {
        if (DesignationFactsRecount.TOLD.containsKey(event)) return "org.chaiwei.ledger." + event + ".v1";
        // Imports have events of their own, which are nobody else's affair: a violation's name the violation.
        if (LEDGERS_OWN.contains(event) || !payload.has("violation")) return null;
        if (!event.equals("AcceptanceFailurePosted")) return "org.chaiwei.ledger." + event + ".v1";
        return payload.path("areaM2").decimalValue().signum() == 0 ? null : "org.chaiwei.ledger.DemolitionReversed.v1";
    }

    static @Nullable String demolitionFact(String event, JsonNode payload) {
        if (DEMOLITION_TELLS.contains(event)) return "org.chaiwei.demolition." + event + ".v1";
        return PROCEDURE_TELLS.containsKey(event) && payload.hasNonNull("street")
                ? "org.chaiwei.demolition." + PROCEDURE_TELLS.get(event) + ".v1"
                : null;
    }

    /** Checks everything; what differs goes to the differences. Waits for readers that are behind, up to the patience. */
    Checked run(Differences differences, Duration patience) throws SQLException {
        try (var ledgerTells = ledger.snapshot();
                var demolitionTells = demolition.snapshot()) {
            var ledgerHead = head(ledgerTells);
            var demolitionHead = head(demolitionTells);
            awaitTakenIn(ledgerHead, demolitionHead, differences, patience);
            var ledgerTopic =
                    new TopicCheck(LEDGER_TOPIC, ledgerTells, differences, Between::ledgerFact).run(kafka, ledgerHead);
            var demolitionTopic = new TopicCheck(
                            DEMOLITION_TOPIC, demolitionTells, differences, Between::demolitionFact)
                    .run(kafka, demolitionHead);
            try (var ledgerTook = ledger.snapshot();
                    var demolitionTook = demolition.snapshot();
                    var accountabilityTook = accountability.snapshot();
                    var ledgerNow = ledger.connect();
                    var demolitionNow = demolition.connect()) {
                var toCases = new EffectsCheck(
                                ledgerTells, ledgerNow, demolitionTook, differences, "ledger to demolition")
                        .run(FOR_A_CASE);
                var toEntries = new EffectsCheck(
                                demolitionTells, demolitionNow, ledgerTook, differences, "demolition to ledger")
                        .run(FOR_AN_ENTRY);
                var movements = new ProgressRecount(ledgerTells, accountabilityTook, differences, ledgerHead).run();
                var figures = new ConservationCheck(ledgerTook, accountabilityTook, differences).run(ledgerHead);
                var rows = new FactRowsRecount(accountabilityTook, differences);
                var few = ledgerHead + demolitionHead <= FactRowsRecount.FEED_KEPT;
                rows.run(Teller.LEDGER, ledgerTells, ledgerHead, Between::ledgerFact, few);
                rows.run(Teller.DEMOLITION, demolitionTells, demolitionHead, Between::demolitionFact, few);
                var clocks =
                        new ClockFactsRecount(accountabilityTook, differences).run(demolitionTells, demolitionHead);
                var designations =
                        new DesignationFactsRecount(accountabilityTook, differences).run(ledgerTells, ledgerHead);
                var ratings = new RatingsRecount(accountabilityTook, differences).run()
                        + new MeasuresRecount(accountabilityTook, differences).run()
                        + new TasksRecount(accountabilityTook, differences).run()
                        + new InspectionsRecount(accountabilityTook, differences).run();
                var cases = new CaseRecount(demolitionTook, differences).run()
                        + new RestrictionRecount(demolitionTook, differences).run()
                        + new ConsultationRecount(demolitionTook, differences).run()
                        + new AheadRecount(demolitionTook, differences).run()
                        + new InboxRecount(demolitionTook, differences).run()
                        + new ClockRecount(demolitionTook, differences).run()
                        + new GrowthRecount(demolitionTook, differences).run();
                var files = new EvidenceCheck(demolitionTook, differences, evidence).run();
                var papers = new PapersRecount(demolitionTook, differences).run();
                return new Checked(
                        ledgerTopic.facts() + demolitionTopic.facts(),
                        ledgerTopic.repeated() + demolitionTopic.repeated(),
                        toCases + toEntries,
                        movements,
                        rows.checked() + clocks + designations + ratings + figures,
                        cases,
                        files.files(),
                        papers,
                        files.unclaimed());
            }
        }
    }

    /**
     * What was held against what.
     *
     * @param facts on the topics
     * @param repeated of them, stood there more than once, which readers drop
     * @param takenIn facts that left an event with another service
     * @param movements rows of accountability
     * @param factRows rows of accountability that hold a fact as it came, and those of its own: ratings, measures, tasks, inspections;
     *     and figures that both it and the ledger give
     * @param cases rows of the demolition service's lists: of cases, of restrictions and consultations, of what lies ahead, of inboxes, clocks and new constructions
     * @param files of evidence, each hashed again
     * @param papers rows of the demolition service's list of papers
     * @param unclaimed files of evidence that no row names, which a crash leaves
     */
    public record Checked(
            long facts,
            long repeated,
            long takenIn,
            long movements,
            long factRows,
            long cases,
            long files,
            long papers,
            long unclaimed) {}

    private static long head(Connection snapshot) throws SQLException {
        return number(snapshot, "SELECT position FROM event_store.head");
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** Until all that the logs held at the start is published and taken in by every reader. */
    private void awaitTakenIn(long ledgerHead, long demolitionHead, Differences differences, Duration patience)
            throws SQLException {
        var deadline = System.nanoTime() + patience.toNanos();
        try (var ledgerNow = ledger.connect();
                var demolitionNow = demolition.connect();
                var accountabilityNow = accountability.connect()) {
            awaitPosition(PUBLISHED, "ledger", ledgerNow, ledgerHead, deadline, differences);
            awaitPosition(PUBLISHED, "demolition", demolitionNow, demolitionHead, deadline, differences);
            var ledgerEnds = ends(LEDGER_TOPIC);
            var demolitionEnds = ends(DEMOLITION_TOPIC);
            awaitReader(demolitionNow, "when-entry-changes-then-tell-the-case", ledgerEnds, deadline, differences);
            awaitReader(accountabilityNow, "progress", ledgerEnds, deadline, differences);
            awaitReader(accountabilityNow, "progress", demolitionEnds, deadline, differences);
            awaitReader(accountabilityNow, ClockFactsRecount.READER, demolitionEnds, deadline, differences);
            awaitReader(ledgerNow, "when-demolished-then-post", demolitionEnds, deadline, differences);
            for (var view :
                    List.of(RatingsRecount.VIEW, MeasuresRecount.VIEW, TasksRecount.VIEW, InspectionsRecount.VIEW))
                awaitPosition(
                        "view_position WHERE view = '" + view + "'",
                        "accountability",
                        accountabilityNow,
                        head(accountabilityNow),
                        deadline,
                        differences);
            for (var view : List.of(
                    CaseRecount.VIEW,
                    RestrictionRecount.VIEW,
                    ConsultationRecount.VIEW,
                    AheadRecount.VIEW,
                    InboxRecount.VIEW,
                    ClockRecount.VIEW,
                    GrowthRecount.VIEW))
                awaitPosition(
                        "view_position WHERE view = '" + view + "'",
                        "demolition",
                        demolitionNow,
                        head(demolitionNow),
                        deadline,
                        differences);
        }
    }

    /** @param from the table, and which of its rows if it has several */
    private static void awaitPosition(
            String from, String service, Connection connection, long head, long deadline, Differences differences)
            throws SQLException {
        var sql = "SELECT position FROM " + from;
        var position = number(connection, sql);
        while (position < head && System.nanoTime() < deadline) {
            pause();
            position = number(connection, sql);
        }
        if (position < head) differences.add(from, service, "position", "at least " + head, position);
    }

    /** A partition's end may be a transaction's mark, which no reader gets to see: one past the last fact is as far as they come. */
    private static void awaitReader(
            Connection connection,
            String reader,
            Map<TopicPartition, Long> ends,
            long deadline,
            Differences differences)
            throws SQLException {
        for (var end : ends.entrySet()) {
            var place = place(connection, reader, end.getKey());
            while (place < end.getValue() && System.nanoTime() < deadline) {
                pause();
                place = place(connection, reader, end.getKey());
            }
            if (place < end.getValue())
                differences.add(
                        "fact_place",
                        reader + " at " + end.getKey(),
                        "next_offset",
                        "at least " + end.getValue(),
                        place);
        }
    }

    private static long place(Connection connection, String reader, TopicPartition partition) throws SQLException {
        try (var query = connection.prepareStatement(
                "SELECT next_offset FROM fact_place WHERE reader = ? AND topic = ? AND partition = ?")) {
            query.setString(1, reader);
            query.setString(2, partition.topic());
            query.setInt(3, partition.partition());
            try (var rows = query.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    /** One past the last fact of each partition that has any. */
    private Map<TopicPartition, Long> ends(String topic) {
        var settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            return consumer.endOffsets(partitions).entrySet().stream()
                    .map(end -> Map.entry(end.getKey(), lastFact(consumer, end.getKey(), end.getValue())))
                    .filter(end -> end.getValue() > 0)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    private static long lastFact(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long end) {
        // Before the end stand at most the marks of the last transactions, each after at least one fact.
        for (var back = 8L; ; back *= 8) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, Math.max(0, end - back));
            var last = 0L;
            while (consumer.position(partition) < end)
                for (var record : consumer.poll(POLL)) last = record.offset() + 1;
            if (last > 0 || back >= end) return last;
        }
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL.toMillis()));
    }
}
