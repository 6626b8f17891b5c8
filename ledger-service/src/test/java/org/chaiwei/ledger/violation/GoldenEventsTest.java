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
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.chaiwei.eventstore.EventSerializer;
import org.chaiwei.eventstore.EventTypes;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionPosted;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosed;
import org.chaiwei.ledger.violation.ViolationEvent.ResponsiblePersonAssigned;
import org.chaiwei.ledger.violation.ViolationEvent.StreetReassigned;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationCorrected;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationRegistered;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationTagged;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationWithdrawn;
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
                new DemolitionPosted(ID, WALL, new BigDecimal("14.80"), true, IN_2014),
                new LedgerClosed(ID, WALL, "DEMOLISHED", new BigDecimal("14.80"), true, IN_2014),
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
                        ID, BARE, new BigDecimal("14.80"), IN_2013, new BigDecimal("0.00"), null, REASON, IN_2014));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_written_as_ever_to_the_byte(ViolationEvent event) throws IOException {
        var written = SERIALIZER.serialize(event, byte[].class);
        assertThat(new String(written.getData(), StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(file(typeOf(event))).stripTrailing());
        assertThat(written.getType().getName()).isEqualTo(typeOf(event).name());
        assertThat(written.getType().getRevision()).isEqualTo("1");
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_read_back_as_it_was(ViolationEvent event) throws IOException {
        var type = typeOf(event);
        var stored = new SimpleSerializedObject<>(
                Files.readAllBytes(file(type)),
                byte[].class,
                new SimpleSerializedType(type.name(), Integer.toString(type.revision())));
        assertThat(SERIALIZER.<byte[], Object>deserialize(stored)).isEqualTo(event);
    }

    @Test
    void every_type_has_its_file_and_every_file_its_type() throws IOException {
        try (var files = Files.list(FILES)) {
            assertThat(files.map(f -> f.getFileName().toString()))
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

    private static Path file(EventTypes.Named type) {
        return FILES.resolve(type.name() + "." + type.revision() + ".json");
    }
}
