package org.chaiwei.ledger.violation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.ledger.violation.Examples.BATCH;
import static org.chaiwei.ledger.violation.Examples.PARTY;
import static org.chaiwei.ledger.violation.Examples.REASON;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.chaiwei.eventstore.EventSerializer;
import org.chaiwei.eventstore.EventTypes;
import org.chaiwei.ledger.violation.ViolationEvent.AcceptanceFailurePosted;
import org.chaiwei.ledger.violation.ViolationEvent.AcceptancePosted;
import org.chaiwei.ledger.violation.ViolationEvent.CaseFilingPosted;
import org.chaiwei.ledger.violation.ViolationEvent.ClosingRevocationDeclined;
import org.chaiwei.ledger.violation.ViolationEvent.ClosingRevocationRequested;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionNotPosted;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionPosted;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosed;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosingRevoked;
import org.chaiwei.ledger.violation.ViolationEvent.PatrolRecorded;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseConfirmed;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseDetected;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseSuspected;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseSuspicionDismissed;
import org.chaiwei.ledger.violation.ViolationEvent.ResponsiblePersonAssigned;
import org.chaiwei.ledger.violation.ViolationEvent.RestorationPosted;
import org.chaiwei.ledger.violation.ViolationEvent.StreetReassigned;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationCorrected;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationRegistered;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationTagged;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationWithdrawn;
import org.chaiwei.ledger.violation.ViolationEvent.WallSealingPosted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is in the log for ever, byte by byte. A file here is never edited: a record that would change its file either gets nullable
 * fields only, and then a second file beside the first, or a new revision.
 */
class GoldenEventsTest {

    private static final Path FILES = Path.of("src/test/resources/golden/violation");
    private static final EventSerializer SERIALIZER =
            new EventSerializer(EventTypes.of(ViolationEvents.TYPES.toArray(EventTypes.Named[]::new)));

    private static final String NUMBER = "110102013-2013-00001";
    private static final UUID ID = ViolationId.of(NUMBER);
    private static final String GROWN = ".grown.json";
    private static final UUID FACT = UUID.fromString("01920000-0000-7000-8000-0000000000c1");
    private static final UUID DEMOLITION = UUID.fromString("01920000-0000-7000-8000-0000000000d1");
    private static final UUID SIGHTING = UUID.fromString("01920000-0000-7000-8000-0000000000f1");
    private static final UUID RELAPSE = ViolationId.of(NUMBER + "-F1");
    private static final String PHOTO = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final LocalDate IN_2013 = LocalDate.of(2013, 6, 3);
    private static final LocalDate IN_2014 = LocalDate.of(2014, 8, 15);

    private static final Particulars WALL = new Particulars(
            NUMBER,
            "WALL_OPENING",
            "110102013",
            "110102013002",
            "杨梅竹小区",
            "杨梅竹斜街",
            "区房地中心",
            "COMMERCIAL",
            List.of("RENTAL_BUSINESS", "FIRE_LANE"),
            2,
            "EXISTING");
    private static final Particulars BARE = new Particulars(
            "110102013-2013-00001", "GENERAL", "110102014", null, null, null, null, "OTHER", List.of(), 0, "NEW");

    /** One event of each type, with everything that may be null once filled in and once not. */
    static Stream<ViolationEvent> events() {
        return Stream.of(
                new ViolationRegistered(
                        ID,
                        WALL,
                        "杨梅竹斜街 61 号院内北侧",
                        new BigDecimal("116.389200"),
                        new BigDecimal("39.895100"),
                        new BigDecimal("14.8"),
                        "彩钢",
                        1,
                        2009,
                        LocalDate.of(2013, 4, 12),
                        "INVENTORY",
                        PARTY,
                        BATCH,
                        true,
                        IN_2013),
                new DemolitionPosted(
                        ID, WALL, new BigDecimal("14.80"), false, IN_2014, DEMOLITION, new BigDecimal("0"), FACT),
                new LedgerClosed(
                        ID,
                        WALL,
                        "ORDER_REVOKED",
                        new BigDecimal("14.80"),
                        false,
                        IN_2014,
                        new ClosingBasis(
                                "规建字〔2014〕7号", IN_2014, "u-4712", RELAPSE, "(2014)西行初字第7号", IN_2014, "北京市西城区人民法院")),
                new ViolationCorrected(
                        ID,
                        WALL,
                        BARE,
                        new BigDecimal("14.80"),
                        new BigDecimal("120000"),
                        BigDecimal.ZERO,
                        "某处",
                        null,
                        null,
                        null,
                        null,
                        null,
                        REASON,
                        IN_2014),
                new StreetReassigned(ID, WALL, BARE, new BigDecimal("14.80"), new BigDecimal("4.80"), REASON, IN_2014),
                new ResponsiblePersonAssigned(ID, BARE, PARTY, IN_2014),
                new ViolationTagged(ID, BARE, WALL, IN_2014),
                new ViolationWithdrawn(
                        ID,
                        BARE,
                        new BigDecimal("14.80"),
                        IN_2013,
                        new BigDecimal("14.80"),
                        IN_2014,
                        REASON,
                        IN_2014,
                        IN_2014),
                new DemolitionNotPosted(
                        ID,
                        WALL,
                        DEMOLITION,
                        new BigDecimal("14.80"),
                        new BigDecimal("4.8"),
                        "MORE_THAN_REMAINING",
                        FACT,
                        IN_2014),
                new WallSealingPosted(ID, WALL, DEMOLITION, 2, FACT, IN_2014),
                new AcceptancePosted(
                        ID,
                        WALL,
                        new BigDecimal("14.8"),
                        true,
                        List.of(new Signature("u-4712", "acceptance"), new Signature("u-4711", "office")),
                        FACT,
                        IN_2014),
                new AcceptanceFailurePosted(
                        ID,
                        WALL,
                        new BigDecimal("14.8"),
                        new BigDecimal("14.8"),
                        false,
                        "STILL_STANDING",
                        FACT,
                        IN_2014),
                new CaseFilingPosted(ID, WALL, "西拆案〔2014〕00001号", "EXISTING", FACT, IN_2014),
                new RestorationPosted(ID, WALL, "GREENED", FACT, IN_2014),
                new ClosingRevocationRequested(ID, WALL, "u-4711", REASON, IN_2014),
                new ClosingRevocationDeclined(ID, WALL, "u-4711", "u-4712", REASON, IN_2014),
                new LedgerClosingRevoked(
                        ID, WALL, "SEALED", IN_2013, new BigDecimal("14.8"), "u-4711", "u-4712", IN_2014),
                new RelapseSuspected(
                        ID,
                        WALL,
                        SIGHTING,
                        new BigDecimal("12.5"),
                        "PATROL",
                        PHOTO,
                        PARTY,
                        "u-4711",
                        OffsetDateTime.parse("2014-08-15T01:30:00Z"),
                        IN_2014),
                new RelapseSuspicionDismissed(ID, WALL, SIGHTING, REASON, IN_2014),
                new RelapseConfirmed(
                        ID,
                        WALL,
                        SIGHTING,
                        RELAPSE,
                        NUMBER + "-F1",
                        new BigDecimal("9.9"),
                        "STORAGE",
                        "彩钢",
                        1,
                        "PATROL",
                        IN_2014,
                        PARTY,
                        PHOTO,
                        "DEMOLISHED",
                        new BigDecimal("14.8"),
                        OffsetDateTime.parse("2014-08-15T09:30:00+08:00"),
                        IN_2014),
                new RelapseDetected(
                        RELAPSE,
                        BARE,
                        ID,
                        WALL,
                        "DEMOLISHED",
                        new BigDecimal("14.8"),
                        SIGHTING,
                        OffsetDateTime.parse("2014-08-15T09:30:00+08:00"),
                        IN_2014),
                new PatrolRecorded(ID, WALL, 30, true, PHOTO, IN_2014));
    }

    /** As events were written before they had the fields that they have now: what is not there is not known. */
    static Stream<ViolationEvent> eventsAsFirstWritten() {
        return Stream.of(
                new DemolitionPosted(ID, WALL, new BigDecimal("14.80"), true, IN_2014),
                new LedgerClosed(ID, WALL, "DEMOLISHED", new BigDecimal("14.80"), true, IN_2014),
                new ViolationWithdrawn(
                        ID,
                        BARE,
                        new BigDecimal("14.80"),
                        IN_2013,
                        new BigDecimal("0.00"),
                        null,
                        REASON,
                        IN_2014,
                        null));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_written_as_ever_to_the_byte(ViolationEvent event) throws IOException {
        var written = SERIALIZER.serialize(event, byte[].class);
        assertThat(new String(written.getData(), StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(latest(typeOf(event))).stripTrailing());
        assertThat(written.getType().getName()).isEqualTo(typeOf(event).name());
        assertThat(written.getType().getRevision()).isEqualTo("1");
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_read_back_as_it_was(ViolationEvent event) throws IOException {
        assertThat(read(typeOf(event), latest(typeOf(event)))).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("eventsAsFirstWritten")
    void an_event_of_before_it_had_all_its_fields_is_read_still(ViolationEvent event) throws IOException {
        assertThat(latest(typeOf(event))).isNotEqualTo(file(typeOf(event)));
        assertThat(read(typeOf(event), file(typeOf(event)))).isEqualTo(event);
    }

    private static Object read(EventTypes.Named type, Path file) throws IOException {
        var stored = new SimpleSerializedObject<>(
                Files.readAllBytes(file),
                byte[].class,
                new SimpleSerializedType(type.name(), Integer.toString(type.revision())));
        return SERIALIZER.<byte[], Object>deserialize(stored);
    }

    @Test
    void every_type_has_its_file_and_every_file_its_type() throws IOException {
        try (var files = Files.list(FILES)) {
            assertThat(files.map(f -> f.getFileName().toString()).filter(name -> !name.endsWith(GROWN)))
                    .containsExactlyInAnyOrderElementsOf(ViolationEvents.TYPES.stream()
                            .map(t -> file(t).getFileName().toString())
                            .toList());
        }
        assertThat(events().map(GoldenEventsTest::typeOf)).containsExactlyElementsOf(ViolationEvents.TYPES);
    }

    @Test
    void every_event_that_may_happen_has_a_type() {
        assertThat(ViolationEvents.TYPES.stream().map(EventTypes.Named::type))
                .containsExactlyInAnyOrder(ViolationEvent.class.getPermittedSubclasses());
        var names = new TreeSet<String>();
        for (var type : ViolationEvents.TYPES)
            assertThat(names.add(type.name())).isTrue();
    }

    private static EventTypes.Named typeOf(ViolationEvent event) {
        return ViolationEvents.TYPES.stream()
                .filter(t -> t.type() == event.getClass())
                .findAny()
                .orElseThrow();
    }

    /** As the type is written now: beside its first file there is a second one once fields were added. */
    private static Path latest(EventTypes.Named type) {
        var grown = FILES.resolve(type.name() + "." + type.revision() + GROWN);
        return Files.exists(grown) ? grown : file(type);
    }

    private static Path file(EventTypes.Named type) {
        return FILES.resolve(type.name() + "." + type.revision() + ".json");
    }
}
