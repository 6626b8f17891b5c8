package org.chaiwei.accountability.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingAnswered;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingConfirmed;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingRecorded;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingTasked;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingWithdrawn;
import org.chaiwei.accountability.inspection.InspectionEvent.InspectionClosed;
import org.chaiwei.accountability.inspection.InspectionEvent.InspectionOpened;
import org.chaiwei.accountability.supervision.Reference;
import org.chaiwei.eventstore.EventSerializer;
import org.chaiwei.eventstore.EventTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is in the log for ever, byte by byte. A file here is never edited: a record that would change its file either gets nullable
 * fields only, and then a second file beside the first, or a new revision.
 */
class GoldenInspectionEventsTest {

    private static final Path FILES = Path.of("src/test/resources/golden/inspection");
    private static final EventSerializer SERIALIZER =
            new EventSerializer(EventTypes.of(InspectionEvents.TYPES.toArray(EventTypes.Named[]::new)));

    private static final UUID ID = UUID.fromString("0190a1b2-c3d4-7e5f-8a6b-0c1d2e3f4a11");
    private static final UUID FINDING = UUID.fromString("0190a1b2-c3d4-7e5f-8a6b-0c1d2e3f4a12");
    private static final UUID TEXT = UUID.fromString("0190a1b2-c3d4-7e5f-8a6b-0c1d2e3f4a13");
    private static final UUID TASK = UUID.fromString("0190a1b2-c3d4-7e5f-8a6b-0c1d2e3f4a14");
    private static final String UNIT = "110102013";
    private static final LocalDate ON = LocalDate.of(2016, 5, 4);
    private static final List<Reference> REFERENCES =
            List.of(new Reference(Reference.Kind.ENTRY, "110102013-2016-0007"));

    static Stream<InspectionEvent> events() {
        return Stream.of(
                new InspectionOpened(
                        ID,
                        UNIT,
                        List.of(new Subject(Subject.Kind.MONTH, "2016-04")),
                        LocalDate.of(2016, 4, 1),
                        LocalDate.of(2016, 4, 30),
                        TEXT,
                        "supervision-1",
                        ON),
                new FindingRecorded(
                        ID,
                        FINDING,
                        UNIT,
                        FindingKind.FALSIFIED_RECORD,
                        Severity.GRAVE,
                        REFERENCES,
                        LocalDate.of(2016, 5, 11),
                        TEXT,
                        "supervision-1",
                        ON),
                new FindingAnswered(ID, FINDING, TEXT, REFERENCES, "street-1", ON),
                new FindingConfirmed(
                        ID, FINDING, UNIT, FindingKind.FALSIFIED_RECORD, Severity.GRAVE, null, "supervision-2", ON),
                new FindingWithdrawn(ID, FINDING, UNIT, FindingKind.FALSIFIED_RECORD, TEXT, "supervision-2", ON),
                new FindingTasked(ID, FINDING, TASK, UNIT, null, LocalDate.of(2016, 5, 20), TEXT, "supervision-1", ON),
                new InspectionClosed(ID, null, "supervision-1", ON));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_written_as_ever_to_the_byte(InspectionEvent event) throws IOException {
        var written = SERIALIZER.serialize(event, byte[].class);
        assertThat(new String(written.getData(), StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(file(typeOf(event))).stripTrailing());
        assertThat(written.getType().getName()).isEqualTo(typeOf(event).name());
        assertThat(written.getType().getRevision()).isEqualTo("1");
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_read_back_as_it_was(InspectionEvent event) throws IOException {
        var type = typeOf(event);
        assertThat((Object) SERIALIZER.deserialize(new SimpleSerializedObject<>(
                        Files.readAllBytes(file(type)),
                        byte[].class,
                        new SimpleSerializedType(type.name(), Integer.toString(type.revision())))))
                .isEqualTo(event);
    }

    @Test
    void every_event_that_may_happen_has_a_type_and_a_file() throws IOException {
        assertThat(InspectionEvents.TYPES.stream().map(EventTypes.Named::type))
                .containsExactlyInAnyOrder(InspectionEvent.class.getPermittedSubclasses());
        assertThat(events().map(GoldenInspectionEventsTest::typeOf)).containsExactlyElementsOf(InspectionEvents.TYPES);
        try (var files = Files.list(FILES)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(InspectionEvents.TYPES.stream()
                            .map(t -> file(t).getFileName().toString())
                            .toList());
        }
    }

    private static EventTypes.Named typeOf(InspectionEvent event) {
        return InspectionEvents.TYPES.stream()
                .filter(t -> t.type() == event.getClass())
                .findAny()
                .orElseThrow();
    }

    private static Path file(EventTypes.Named type) {
        return FILES.resolve(type.name() + "." + type.revision() + ".json");
    }
}
