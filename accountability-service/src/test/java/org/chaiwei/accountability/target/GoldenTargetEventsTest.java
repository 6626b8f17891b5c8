package org.chaiwei.accountability.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.chaiwei.accountability.target.TargetEvent.Part;
import org.chaiwei.accountability.target.TargetEvent.StreetPartsSet;
import org.chaiwei.accountability.target.TargetEvent.TargetDecisionRecorded;
import org.chaiwei.accountability.target.TargetEvent.TargetRevised;
import org.chaiwei.accountability.target.TargetEvent.TargetSet;
import org.chaiwei.eventstore.EventSerializer;
import org.chaiwei.eventstore.EventTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is in the log for ever, byte by byte. A file here is never edited: a record that would change its file either gets nullable
 * fields only, and then a second file beside the first, or a new revision.
 */
class GoldenTargetEventsTest {

    private static final Path FILES = Path.of("src/test/resources/golden/target");
    private static final EventSerializer SERIALIZER =
            new EventSerializer(EventTypes.of(TargetEvents.TYPES.toArray(EventTypes.Named[]::new)));

    private static final UUID ID = TargetId.of("T-2016");
    private static final UUID REASON = UUID.fromString("0190a1b2-c3d4-7e5f-8a6b-0c1d2e3f4a5b");
    private static final LocalDate ON = LocalDate.of(2016, 5, 3);
    private static final Goal GOAL = new Goal(
            "2016年拆违面积超过8万平方米",
            "CITY",
            "京拆〔2016〕1号",
            "demolishedAreaM2",
            ">",
            new BigDecimal("80000.00"),
            List.of("compounds"),
            LocalDate.of(2016, 1, 1),
            LocalDate.of(2016, 12, 31),
            List.of("FIRE_LANE"),
            "GENERAL",
            true,
            "努力完成",
            "what counts");

    static Stream<TargetEvent> events() {
        return Stream.of(
                new TargetSet(ID, "T-2016", GOAL, LocalDate.of(2016, 1, 1), ON),
                new TargetRevised(
                        ID,
                        "T-2016",
                        2,
                        new BigDecimal("90000.00"),
                        LocalDate.of(2016, 12, 31),
                        LocalDate.of(2016, 6, 1),
                        REASON,
                        ON),
                new StreetPartsSet(
                        ID,
                        "T-2016",
                        2,
                        LocalDate.of(2015, 12, 31),
                        90_123,
                        List.of(
                                new Part("110102001", new BigDecimal("300.50"), new BigDecimal("67500.00")),
                                new Part("110102003", new BigDecimal("100.00"), new BigDecimal("22500.00"))),
                        ON),
                new TargetDecisionRecorded(ID, "T-2016", 2, false, REASON, ON));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_written_as_ever_to_the_byte(TargetEvent event) throws IOException {
        var written = SERIALIZER.serialize(event, byte[].class);
        assertThat(new String(written.getData(), StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(file(typeOf(event))).stripTrailing());
        assertThat(written.getType().getName()).isEqualTo(typeOf(event).name());
        assertThat(written.getType().getRevision()).isEqualTo("1");
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_read_back_as_it_was(TargetEvent event) throws IOException {
        var type = typeOf(event);
        var stored = new SimpleSerializedObject<>(
                Files.readAllBytes(file(type)),
                byte[].class,
                new SimpleSerializedType(type.name(), Integer.toString(type.revision())));
        assertThat(SERIALIZER.<byte[], Object>deserialize(stored)).isEqualTo(event);
    }

    @Test
    void every_event_that_may_happen_has_a_type_and_a_file() throws IOException {
        assertThat(TargetEvents.TYPES.stream().map(EventTypes.Named::type))
                .containsExactlyInAnyOrder(TargetEvent.class.getPermittedSubclasses());
        assertThat(events().map(GoldenTargetEventsTest::typeOf)).containsExactlyElementsOf(TargetEvents.TYPES);
        try (var files = Files.list(FILES)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(TargetEvents.TYPES.stream()
                            .map(t -> file(t).getFileName().toString())
                            .toList());
        }
    }

    private static EventTypes.Named typeOf(TargetEvent event) {
        return TargetEvents.TYPES.stream()
                .filter(t -> t.type() == event.getClass())
                .findAny()
                .orElseThrow();
    }

    private static Path file(EventTypes.Named type) {
        return FILES.resolve(type.name() + "." + type.revision() + ".json");
    }
}
