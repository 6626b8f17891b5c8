package org.chaiwei.local.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.chaiwei.servers.ServiceDatabase;
import org.chaiwei.servers.TestPostgres;

/**
 * A ledger's database with the real tables, whose events and views are written by hand in the documented formats: the projections
 * have no part in it. Nine entries go through everything that can happen to an entry.
 */
final class HandWrittenLedger {

    static final UUID OPEN = LedgerNumber.id("110102013-2014-00001");
    static final UUID CLEARED = LedgerNumber.id("110102013-2013-00002");
    static final UUID CORRECTED = LedgerNumber.id("110102013-2015-00003");
    static final UUID ENTERED_TWICE = LedgerNumber.id("110102013-2013-00004");
    static final UUID SEALED = LedgerNumber.id("110102012-2015-00005");
    static final UUID WITHDRAWN = LedgerNumber.id("110102012-2014-00006");

    /** The import that brought {@link #CLEARED} and {@link #WITHDRAWN}, 27.25 m² together. */
    static final UUID IMPORT = UUID.fromString("00000000-0000-8000-8000-0000000000b0");

    /** Demolished, not accepted, accepted after all, closed, and seen again as {@link #AGAIN}. */
    static final UUID RELAPSED = LedgerNumber.id("110102015-2016-00007");

    static final UUID AGAIN = LedgerNumber.id("110102015-2016-00007-F1");

    /** Closed with a permit, and opened again. */
    static final UUID REOPENED = LedgerNumber.id("110102015-2016-00008");

    /** Of {@link #RELAPSED}, once not posted. */
    static final UUID DEMOLITION = UUID.fromString("00000000-0000-8000-8000-0000000000d0");

    /** At its place, after it was closed. */
    static final UUID SIGHTING = UUID.fromString("00000000-0000-8000-8000-0000000000e0");

    static final int HEAD = 41;

    private static final List<String> TABLES = List.of(
            "event_store.head",
            "event_store.event",
            "event_store.staged_event",
            "event_store.append_key",
            "event_store.event_type",
            "entry",
            "movement",
            "month_total",
            "figures_known_at",
            "unposted_demolition",
            "relapse_suspicion",
            "designation",
            "view_position",
            "import_batch",
            "import_block");

    final ServiceDatabase database = TestPostgres.create("ledger");
    private int position;

    private HandWrittenLedger() {}

    static HandWrittenLedger written() throws SQLException, IOException {
        var ledger = new HandWrittenLedger();
        for (var migration : migrations())
            ledger.execute(Files.readString(migration).replace("${app}", ledger.database.app()));
        ledger.writeEvents();
        ledger.writeBook();
        ledger.writeMovements();
        ledger.writeTasks();
        ledger.execute(
                "INSERT INTO month_total SELECT date_trunc('month', business_date), street, use_class, line, sum(count), sum(area_m2)"
                        + " FROM movement GROUP BY 1, 2, 3, 4");
        ledger.execute(
                "INSERT INTO figures_known_at SELECT true, position, recorded_at FROM event_store.event WHERE position = "
                        + HEAD);
        ledger.viewsAt(HEAD, HEAD);
        for (var table : TABLES)
            ledger.execute("CREATE TABLE saved_%s AS TABLE %s".formatted(table.replace('.', '_'), table));
        return ledger;
    }

    /** Undoes whatever was done to it by hand. */
    void restore() throws SQLException {
        position = HEAD;
        var sql = new StringBuilder("ALTER TABLE entry DROP COLUMN IF EXISTS remark;");
        for (var table : TABLES)
            sql.append("DELETE FROM %s; INSERT INTO %s OVERRIDING SYSTEM VALUE SELECT * FROM saved_%s;"
                    .formatted(table, table, table.replace('.', '_')));
        execute(sql.toString());
    }

    void execute(String sql) throws SQLException {
        try (var connection = database.asOwner();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void viewsAt(long book, long figures) throws SQLException {
        execute("DELETE FROM view_position");
        execute("INSERT INTO view_position (view, position) VALUES ('book', %d), ('figures', %d)"
                .formatted(book, figures));
    }

    Verify.Target target() {
        return new Verify.Target(database.jdbcUrl(), database.owner(), database.ownerPassword(), null, Duration.ZERO);
    }

    /** The migrations of what the ledger's database is made of, in the order of their versions. */
    private static List<Path> migrations() throws IOException {
        try (var files = Stream.of("event-store", "platform", "ledger-service")
                .map(module -> Path.of("..", module, "src", "main", "resources", "db", "migration"))
                .filter(Files::exists)
                .flatMap(HandWrittenLedger::walk)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
        }
    }

    private static Stream<Path> walk(Path folder) {
        try {
            return Files.walk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- the log

    private void writeEvents() throws SQLException {
        register(OPEN, entry("110102013-2014-00001", "110102013", "RESIDENTIAL", "GENERAL"), "14.85", "2014-05-01");
        register(CLEARED, entry("110102013-2013-00002", "110102013", "STORAGE", "GENERAL"), "20.00", "2013-06-03");
        demolish(CLEARED, entry("110102013-2013-00002", "110102013", "STORAGE", "GENERAL"), "20.00", "2013-09-02");
        close(
                CLEARED,
                entry("110102013-2013-00002", "110102013", "STORAGE", "GENERAL"),
                "DEMOLISHED",
                "20.00",
                "2013-09-10");

        var shop = entry("110102013-2015-00003", "110102013", "COMMERCIAL", "GENERAL");
        var office = entry("110102013-2015-00003", "110102013", "OFFICE", "GENERAL");
        var moved = entry("110102013-2015-00003", "110102014", "OFFICE", "GENERAL");
        register(CORRECTED, shop, "60.00", "2015-02-02");
        correct(CORRECTED, shop, shop, "60.00", "55.50", "0.00", "煤市街3号", "2016-03-01");
        demolish(CORRECTED, shop, "5.50", "2016-03-02");
        correct(CORRECTED, shop, office, "55.50", "55.50", "5.50", "煤市街3号", "2016-03-03");
        append(CORRECTED, "StreetReassigned", """
                {"violation":"%s","before":%s,"entry":%s,"areaM2":55.50,"demolishedM2":5.50,"reasonRemark":null,"occurredOn":"2016-04-01"}""".formatted(CORRECTED, office, moved));
        append(CORRECTED, "ResponsiblePersonAssigned", """
                {"violation":"%s","entry":%s,"partyId":"00000000-0000-8000-8000-00000000000a","occurredOn":"2016-04-02"}""".formatted(CORRECTED, moved));
        append(CORRECTED, "ViolationTagged", """
                {"violation":"%s","before":%s,"entry":%s,"occurredOn":"2016-04-03"}""".formatted(
                        CORRECTED, moved, moved.replace("[\"FIRE_LANE\"]", "[\"KEY_AREA\",\"PIPELINE\"]")));

        var twice = entry("110102013-2013-00004", "110102013", "RESIDENTIAL", "GENERAL");
        register(ENTERED_TWICE, twice, "10.00", "2013-05-02");
        demolish(ENTERED_TWICE, twice, "10.00", "2013-07-01");
        close(ENTERED_TWICE, twice, "DEMOLISHED", "10.00", "2013-07-09");
        withdraw(ENTERED_TWICE, twice, "10.00", "2013-05-02", "10.00", "\"2013-07-09\"");
        register(ENTERED_TWICE, twice, "11.00", "2013-05-03");

        var wall = entry("110102012-2015-00005", "110102012", "COMMERCIAL", "WALL_OPENING");
        register(SEALED, wall, "12.00", "2015-11-02");
        demolish(SEALED, wall, "5.00", "2016-05-04");
        close(SEALED, wall, "SEALED", "12.00", "2016-05-20");

        var gone = entry("110102012-2014-00006", "110102012", "OTHER", "GENERAL");
        register(WITHDRAWN, gone, "7.25", "2014-02-03");
        demolish(WITHDRAWN, gone, "7.25", "2014-02-28");
        close(WITHDRAWN, gone, "DEMOLISHED", "7.25", "2014-02-28");
        withdraw(WITHDRAWN, gone, "7.25", "2014-02-03", "7.25", "\"2014-02-28\"");
        writeEnforcement();
        writeReopening();
    }

    /** Positions 24 to 37. */
    private void writeEnforcement() throws SQLException {
        var shed = entry("110102015-2016-00007", "110102015", "STORAGE", "GENERAL");
        register(RELAPSED, shed, "30.00", "2016-02-01");
        happened(
                RELAPSED,
                "CaseFilingPosted",
                shed,
                "\"caseNumber\":\"西拆案〔2016〕7号\",\"track\":\"EXISTING\"",
                "2016-02-02");
        happened(RELAPSED, "DemolitionPosted", shed, posted("10.00", "20.00"), "2016-02-10");
        happened(
                RELAPSED,
                "DemolitionNotPosted",
                shed,
                "\"demolition\":\"%s\",\"areaM2\":25.00,\"remainingM2\":20.00,\"reason\":\"MORE_THAN_REMAINING\""
                        .formatted(DEMOLITION),
                "2016-02-11");
        happened(
                RELAPSED,
                "AcceptanceFailurePosted",
                shed,
                "\"areaM2\":10.00,\"remainingM2\":30.00,\"sealed\":false,\"cause\":\"UNSAFE\"",
                "2016-02-12");
        happened(
                RELAPSED,
                "AcceptancePosted",
                shed,
                "\"areaM2\":30.00,\"sealed\":false,\"signatures\":[]",
                "2016-02-20");
        happened(RELAPSED, "DemolitionPosted", shed, posted("30.00", "0.00"), "2016-02-20");
        happened(
                RELAPSED,
                "LedgerClosed",
                shed,
                "\"ground\":\"DEMOLISHED\",\"areaM2\":30.00,\"legacy\":false,\"basis\":null",
                "2016-02-20");
        happened(RELAPSED, "RestorationPosted", shed, "\"kind\":\"GREENED\"", "2016-03-01");
        happened(RELAPSED, "PatrolRecorded", shed, "\"round\":30,\"found\":true", "2016-03-22");
        happened(
                RELAPSED,
                "RelapseSuspected",
                shed,
                "\"sighting\":\"%s\",\"distanceM\":3.5,\"foundBy\":\"PATROL\",\"photo\":\"ab\",\"partyId\":null,\"reportedBy\":\"u-1\",\"occurredAt\":\"2016-03-22T10:00:00+08:00\""
                        .formatted(SIGHTING),
                "2016-03-22");
        happened(
                RELAPSED,
                "RelapseConfirmed",
                shed,
                "\"sighting\":\"%s\",\"relapse\":\"%s\",\"takenBackM2\":30.00".formatted(SIGHTING, AGAIN),
                "2016-03-25");
        var again = entry("110102015-2016-00007-F1", "110102015", "COMMERCIAL", "GENERAL");
        register(AGAIN, again, "18.00", "2016-03-25");
        happened(
                AGAIN,
                "RelapseDetected",
                again,
                "\"closedViolation\":\"%s\",\"closed\":%s,\"ground\":\"DEMOLISHED\",\"takenBackM2\":30.00,\"sighting\":\"%s\""
                        .formatted(RELAPSED, shed, SIGHTING),
                "2016-03-25");
    }

    /** Positions 38 to 41. */
    private void writeReopening() throws SQLException {
        var kiosk = entry("110102015-2016-00008", "110102015", "OTHER", "GENERAL");
        register(REOPENED, kiosk, "6.00", "2016-01-10");
        happened(
                REOPENED,
                "LedgerClosed",
                kiosk,
                "\"ground\":\"RECTIFIED\",\"areaM2\":6.00,\"legacy\":false,\"basis\":{\"permitNumber\":\"7\"}",
                "2016-01-20");
        happened(REOPENED, "ClosingRevocationRequested", kiosk, "\"requestedBy\":\"u-1\"", "2016-02-01");
        happened(
                REOPENED,
                "LedgerClosingRevoked",
                kiosk,
                "\"ground\":\"RECTIFIED\",\"closedOn\":\"2016-01-20\",\"areaM2\":6.00,\"requestedBy\":\"u-1\",\"approver\":\"u-2\"",
                "2016-02-02");
    }

    private static String posted(String areaM2, String remainingM2) {
        return "\"areaM2\":%s,\"legacy\":false,\"demolition\":null,\"remainingM2\":%s,\"fact\":null"
                .formatted(areaM2, remainingM2);
    }

    private void happened(UUID id, String type, String entry, String fields, String day) throws SQLException {
        append(id, type, """
                {"violation":"%s","entry":%s,%s,"occurredOn":"%s"}""".formatted(id, entry, fields, day));
    }

    private static String entry(String number, String street, String use, String kind) {
        return """
                {"ledgerNumber":"%s","ledgerKind":"%s","street":"%s","community":"%s001","compound":null,"alley":"铁树斜街","unit":null,\
                "use":"%s","tags":["FIRE_LANE"],"households":%d,"origin":"EXISTING"}""".formatted(number, kind, street, street, use, kind.equals("WALL_OPENING") ? 2 : 0);
    }

    private void register(UUID id, String entry, String areaM2, String day) throws SQLException {
        append(id, "ViolationRegistered", """
                {"violation":"%s","entry":%s,"address":"铁树斜街1号","lon":116.389000,"lat":39.895,"areaM2":%s,"structure":"砖混","storeys":1,\
                "yearBuilt":null,"discoveredOn":"2013-04-12","foundBy":"INVENTORY","partyId":null,"importBatch":%s,"legacy":true,\
                "occurredOn":"%s"}""".formatted(
                        id, entry, areaM2, imported(id) ? "\"" + IMPORT + "\"" : "null", day));
    }

    private static boolean imported(UUID id) {
        return id.equals(CLEARED) || id.equals(WITHDRAWN);
    }

    private void demolish(UUID id, String entry, String areaM2, String day) throws SQLException {
        append(id, "DemolitionPosted", """
                {"violation":"%s","entry":%s,"areaM2":%s,"legacy":true,"occurredOn":"%s"}""".formatted(id, entry, areaM2, day));
    }

    private void close(UUID id, String entry, String ground, String areaM2, String day) throws SQLException {
        append(id, "LedgerClosed", """
                {"violation":"%s","entry":%s,"ground":"%s","areaM2":%s,"legacy":true,"occurredOn":"%s"}""".formatted(id, entry, ground, areaM2, day));
    }

    private void correct(
            UUID id,
            String before,
            String entry,
            String areaBeforeM2,
            String areaM2,
            String demolishedM2,
            String address,
            String day)
            throws SQLException {
        append(id, "ViolationCorrected", """
                {"violation":"%s","before":%s,"entry":%s,"areaBeforeM2":%s,"areaM2":%s,"demolishedM2":%s,"address":"%s","lon":null,"lat":null,\
                "structure":"轻钢","storeys":2,"yearBuilt":2001,"reasonRemark":null,"occurredOn":"%s"}""".formatted(
                        id, before, entry, areaBeforeM2, areaM2, demolishedM2, address, day));
    }

    private void withdraw(
            UUID id, String entry, String areaM2, String registeredOn, String demolishedM2, String closedOn)
            throws SQLException {
        append(id, "ViolationWithdrawn", """
                {"violation":"%s","entry":%s,"areaM2":%s,"registeredOn":"%s","demolishedM2":%s,"closedOn":%s,"reasonRemark":null,\
                "occurredOn":"2016-06-01"}""".formatted(id, entry, areaM2, registeredOn, demolishedM2, closedOn));
    }

    private void append(UUID id, String type, String payload) throws SQLException {
        append("Violation", id, type, payload);
    }

    /** Appends one event, a second after the one before it. */
    void append(String aggregateType, UUID id, String type, String payload) throws SQLException {
        position++;
        try (var connection = database.asOwner()) {
            update(
                    connection,
                    "INSERT INTO event_store.event_type (aggregate_type, name, revision) VALUES (?, ?, 1) ON CONFLICT DO NOTHING",
                    aggregateType,
                    type);
            update(connection, """
                    INSERT INTO event_store.event (position, recorded_at, aggregate_id, event_id, sequence, type, payload, metadata)
                    VALUES (?, timestamptz '2016-07-01 08:00:00+08' + ? * interval '1 second', ?, gen_random_uuid(),
                            (SELECT count(*) FROM event_store.event WHERE aggregate_id = ?),
                            (SELECT id FROM event_store.event_type WHERE name = ?), ?, '{}')""", (long) position, position, id, id, type, payload.getBytes(StandardCharsets.UTF_8));
            update(
                    connection,
                    "UPDATE event_store.head SET position = ?, recorded_at = (SELECT max(recorded_at) FROM event_store.event)",
                    (long) position);
        }
    }

    private static void update(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
            statement.executeUpdate();
        }
    }

    // ---- the views

    private void writeTasks() throws SQLException {
        execute("""
                INSERT INTO unposted_demolition (violation, demolition, ledger_number, street, area_m2, remaining_m2, reason, occurred_on, position)
                VALUES ('%s', '%s', '110102015-2016-00007', '110102015', 25.00, 20.00, 'MORE_THAN_REMAINING', '2016-02-11', 27)""".formatted(RELAPSED, DEMOLITION));
        execute("""
                INSERT INTO relapse_suspicion (violation, sighting, ledger_number, street, distance_m, found_by, photo, party_id, reported_by, seen_at, status,
                    decided_on, relapse, registered, position)
                VALUES ('%s', '%s', '110102015-2016-00007', '110102015', 3.5, 'PATROL', 'ab', NULL, 'u-1', '2016-03-22 10:00:00+08', 'CONFIRMED',
                    '2016-03-25', '%s', true, 34)""".formatted(RELAPSED, SIGHTING, AGAIN));
    }

    private void writeBook() throws SQLException {
        book(
                OPEN,
                "'110102013-2014-00001'",
                "'GENERAL', '110102013'",
                "RESIDENTIAL",
                "14.85, 0.00, 14.85",
                "'OPEN', '2014-05-01', NULL, NULL",
                1);
        book(
                CLEARED,
                "'110102013-2013-00002'",
                "'GENERAL', '110102013'",
                "STORAGE",
                "20.00, 20.00, 0.00",
                "'CLOSED', '2013-06-03', '2013-09-10', 'DEMOLISHED'",
                4);
        book(
                CORRECTED,
                "'110102013-2015-00003'",
                "'GENERAL', '110102014'",
                "OFFICE",
                "55.50, 5.50, 50.00",
                "'OPEN', '2015-02-02', NULL, NULL",
                11);
        execute("""
                UPDATE entry SET address = '煤市街3号', lon = NULL, lat = NULL, structure = '轻钢', storeys = 2, year_built = 2001,
                       tags = '{KEY_AREA,PIPELINE}', party_id = '00000000-0000-8000-8000-00000000000a'
                 WHERE ledger_number = '110102013-2015-00003'""");
        book(
                ENTERED_TWICE,
                "'110102013-2013-00004'",
                "'GENERAL', '110102013'",
                "RESIDENTIAL",
                "11.00, 0.00, 11.00",
                "'OPEN', '2013-05-03', NULL, NULL",
                16);
        book(
                SEALED,
                "'110102012-2015-00005'",
                "'WALL_OPENING', '110102012'",
                "COMMERCIAL",
                "12.00, 5.00, 0.00",
                "'CLOSED', '2015-11-02', '2016-05-20', 'SEALED'",
                19);
        execute("UPDATE entry SET households = 2 WHERE ledger_kind = 'WALL_OPENING'");
        book(
                WITHDRAWN,
                "'110102012-2014-00006'",
                "'GENERAL', '110102012'",
                "OTHER",
                "7.25, 7.25, 0.00",
                "'WITHDRAWN', '2014-02-03', NULL, NULL",
                23);
        book(
                RELAPSED,
                "'110102015-2016-00007'",
                "'GENERAL', '110102015'",
                "STORAGE",
                "30.00, 30.00, 0.00",
                "'CLOSED', '2016-02-01', '2016-02-20', 'DEMOLISHED'",
                35);
        execute("""
                UPDATE entry SET accepted_m2 = 30.00, case_number = '西拆案〔2016〕7号', case_filed_on = '2016-02-02', restored_on = '2016-03-01',
                       relapsed_into = '%s'
                 WHERE violation = '%s'""".formatted(AGAIN, RELAPSED));
        book(
                AGAIN,
                "'110102015-2016-00007-F1'",
                "'GENERAL', '110102015'",
                "COMMERCIAL",
                "18.00, 0.00, 18.00",
                "'OPEN', '2016-03-25', NULL, NULL",
                37);
        execute("UPDATE entry SET relapse_of = '%s' WHERE violation = '%s'".formatted(RELAPSED, AGAIN));
        book(
                REOPENED,
                "'110102015-2016-00008'",
                "'GENERAL', '110102015'",
                "OTHER",
                "6.00, 0.00, 6.00",
                "'OPEN', '2016-01-10', NULL, NULL",
                41);
        execute("UPDATE entry SET import_batch = '%s' WHERE violation IN ('%s', '%s')"
                .formatted(IMPORT, CLEARED, WITHDRAWN));
    }

    private void book(
            UUID id, String number, String kindAndStreet, String use, String areas, String status, int lastEvent)
            throws SQLException {
        execute("""
                INSERT INTO entry (violation, ledger_number, ledger_kind, street, community, alley, address, lon, lat, use_class, area_m2,
                                   demolished_m2, remaining_m2, status, registered_on, closed_on, ground, structure, storeys, discovered_on,
                                   found_by, origin, tags, households, legacy, sequence, position, changed_at)
                SELECT '%s', %s, %s, NULL, '铁树斜街', '铁树斜街1号', 116.389, 39.895, '%s', %s, %s, '砖混', 1, '2013-04-12', 'INVENTORY',
                       'EXISTING', '{FIRE_LANE}', 0, true, sequence, position, recorded_at
                  FROM event_store.event WHERE position = %d""".formatted(id, number, kindAndStreet, use, areas, status, lastEvent));
        execute("UPDATE entry SET community = street || '001' WHERE community IS NULL");
    }

    private void writeMovements() throws SQLException {
        movement(1, 0, OPEN, "2014-05-01", "110102013", "RESIDENTIAL", "GENERAL", "REGISTERED", "ADDED", 1, "14.85");
        movement(2, 0, CLEARED, "2013-06-03", "110102013", "STORAGE", "GENERAL", "REGISTERED", "ADDED", 1, "20.00");
        movement(
                3,
                0,
                CLEARED,
                "2013-09-02",
                "110102013",
                "STORAGE",
                "GENERAL",
                "DEMOLISHED",
                "DEMOLISHED",
                0,
                "-20.00");
        movement(4, 0, CLEARED, "2013-09-10", "110102013", "STORAGE", "GENERAL", "CLOSED", "DEMOLISHED", -1, "0.00");
        movement(
                5, 0, CORRECTED, "2015-02-02", "110102013", "COMMERCIAL", "GENERAL", "REGISTERED", "ADDED", 1, "60.00");
        movement(
                6,
                0,
                CORRECTED,
                "2016-03-01",
                "110102013",
                "COMMERCIAL",
                "GENERAL",
                "CORRECTED",
                "CORRECTED",
                0,
                "-4.50");
        movement(
                7,
                0,
                CORRECTED,
                "2016-03-02",
                "110102013",
                "COMMERCIAL",
                "GENERAL",
                "DEMOLISHED",
                "DEMOLISHED",
                0,
                "-5.50");
        movement(
                8,
                0,
                CORRECTED,
                "2016-03-03",
                "110102013",
                "COMMERCIAL",
                "GENERAL",
                "CORRECTED",
                "CORRECTED",
                -1,
                "-50.00");
        movement(8, 1, CORRECTED, "2016-03-03", "110102013", "OFFICE", "GENERAL", "CORRECTED", "CORRECTED", 1, "50.00");
        movement(
                9,
                0,
                CORRECTED,
                "2016-04-01",
                "110102013",
                "OFFICE",
                "GENERAL",
                "REASSIGNED",
                "CORRECTED",
                -1,
                "-50.00");
        movement(
                9, 1, CORRECTED, "2016-04-01", "110102014", "OFFICE", "GENERAL", "REASSIGNED", "CORRECTED", 1, "50.00");
        movement(
                12,
                0,
                ENTERED_TWICE,
                "2013-05-02",
                "110102013",
                "RESIDENTIAL",
                "GENERAL",
                "REGISTERED",
                "ADDED",
                1,
                "10.00");
        movement(
                13,
                0,
                ENTERED_TWICE,
                "2013-07-01",
                "110102013",
                "RESIDENTIAL",
                "GENERAL",
                "DEMOLISHED",
                "DEMOLISHED",
                0,
                "-10.00");
        movement(
                14,
                0,
                ENTERED_TWICE,
                "2013-07-09",
                "110102013",
                "RESIDENTIAL",
                "GENERAL",
                "CLOSED",
                "DEMOLISHED",
                -1,
                "0.00");
        movement(
                15,
                0,
                ENTERED_TWICE,
                "2013-05-02",
                "110102013",
                "RESIDENTIAL",
                "GENERAL",
                "WITHDRAWN",
                "ADDED",
                -1,
                "-10.00");
        movement(
                15,
                1,
                ENTERED_TWICE,
                "2013-07-01",
                "110102013",
                "RESIDENTIAL",
                "GENERAL",
                "WITHDRAWN",
                "DEMOLISHED",
                0,
                "10.00");
        movement(
                15,
                2,
                ENTERED_TWICE,
                "2013-07-09",
                "110102013",
                "RESIDENTIAL",
                "GENERAL",
                "WITHDRAWN",
                "DEMOLISHED",
                1,
                "0.00");
        movement(
                16,
                0,
                ENTERED_TWICE,
                "2013-05-03",
                "110102013",
                "RESIDENTIAL",
                "GENERAL",
                "REGISTERED",
                "ADDED",
                1,
                "11.00");
        movement(
                17,
                0,
                SEALED,
                "2015-11-02",
                "110102012",
                "COMMERCIAL",
                "WALL_OPENING",
                "REGISTERED",
                "ADDED",
                1,
                "12.00");
        movement(
                18,
                0,
                SEALED,
                "2016-05-04",
                "110102012",
                "COMMERCIAL",
                "WALL_OPENING",
                "DEMOLISHED",
                "DEMOLISHED",
                0,
                "-5.00");
        movement(
                19,
                0,
                SEALED,
                "2016-05-20",
                "110102012",
                "COMMERCIAL",
                "WALL_OPENING",
                "CLOSED",
                "OTHERWISE_CLOSED",
                -1,
                "-7.00");
        movement(20, 0, WITHDRAWN, "2014-02-03", "110102012", "OTHER", "GENERAL", "REGISTERED", "ADDED", 1, "7.25");
        movement(
                21,
                0,
                WITHDRAWN,
                "2014-02-28",
                "110102012",
                "OTHER",
                "GENERAL",
                "DEMOLISHED",
                "DEMOLISHED",
                0,
                "-7.25");
        movement(22, 0, WITHDRAWN, "2014-02-28", "110102012", "OTHER", "GENERAL", "CLOSED", "DEMOLISHED", -1, "0.00");
        movement(23, 0, WITHDRAWN, "2014-02-03", "110102012", "OTHER", "GENERAL", "WITHDRAWN", "ADDED", -1, "-7.25");
        movement(23, 1, WITHDRAWN, "2014-02-28", "110102012", "OTHER", "GENERAL", "WITHDRAWN", "DEMOLISHED", 1, "7.25");
        writeMovementsOfEnforcement();
    }

    private void writeMovementsOfEnforcement() throws SQLException {
        shed(24, "2016-02-01", "REGISTERED", "ADDED", 1, "30.00");
        shed(26, "2016-02-10", "DEMOLISHED", "DEMOLISHED", 0, "-10.00");
        shed(28, "2016-02-12", "REVERSED", "DEMOLISHED", 0, "10.00");
        shed(30, "2016-02-20", "DEMOLISHED", "DEMOLISHED", 0, "-30.00");
        shed(31, "2016-02-20", "CLOSED", "DEMOLISHED", -1, "0.00");
        movement(36, 0, AGAIN, "2016-03-25", "110102015", "COMMERCIAL", "GENERAL", "REGISTERED", "ADDED", 1, "18.00");
        movement(37, 0, AGAIN, "2016-03-25", "110102015", "STORAGE", "GENERAL", "RELAPSED", "TAKEN_BACK", 1, "30.00");
        kiosk(38, "2016-01-10", "REGISTERED", "ADDED", 1, "6.00");
        kiosk(39, "2016-01-20", "CLOSED", "OTHERWISE_CLOSED", -1, "-6.00");
        kiosk(41, "2016-02-02", "REVOKED", "REVOKED", 1, "6.00");
    }

    private void shed(int at, String day, String kind, String line, int count, String areaM2) throws SQLException {
        movement(at, 0, RELAPSED, day, "110102015", "STORAGE", "GENERAL", kind, line, count, areaM2);
    }

    private void kiosk(int at, String day, String kind, String line, int count, String areaM2) throws SQLException {
        movement(at, 0, REOPENED, day, "110102015", "OTHER", "GENERAL", kind, line, count, areaM2);
    }

    private void movement(
            int at,
            int ordinal,
            UUID id,
            String day,
            String street,
            String use,
            String ledgerKind,
            String kind,
            String line,
            int count,
            String areaM2)
            throws SQLException {
        execute(
                "INSERT INTO movement (position, ordinal, violation, business_date, street, use_class, ledger_kind, origin, kind, line, count, area_m2)"
                        + " VALUES (%d, %d, '%s', '%s', '%s', '%s', '%s', 'EXISTING', '%s', '%s', %d, %s)"
                                .formatted(at, ordinal, id, day, street, use, ledgerKind, kind, line, count, areaM2));
    }
}
