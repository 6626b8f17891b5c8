package org.chaiwei.accountability.supervision;

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
import org.chaiwei.accountability.supervision.Ladder.Level;
import org.chaiwei.accountability.supervision.TaskEvent.ExtensionAsked;
import org.chaiwei.accountability.supervision.TaskEvent.ExtensionRefused;
import org.chaiwei.accountability.supervision.TaskEvent.TaskAcknowledged;
import org.chaiwei.accountability.supervision.TaskEvent.TaskAnswered;
import org.chaiwei.accountability.supervision.TaskEvent.TaskAssigned;
import org.chaiwei.accountability.supervision.TaskEvent.TaskEscalated;
import org.chaiwei.accountability.supervision.TaskEvent.TaskExtended;
import org.chaiwei.accountability.supervision.TaskEvent.TaskOverdue;
import org.chaiwei.accountability.supervision.TaskEvent.TaskReminded;
import org.chaiwei.accountability.supervision.TaskEvent.TaskReturned;
import org.chaiwei.accountability.supervision.TaskEvent.TaskVerified;
import org.chaiwei.accountability.supervision.TaskEvent.TaskWithdrawn;
import org.chaiwei.eventstore.EventSerializer;
import org.chaiwei.eventstore.EventTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is in the log for ever, byte by byte. A file here is never edited: a record that would change its file either gets nullable
 * fields only, and then a second file beside the first, or a new revision.
 */
class GoldenTaskEventsTest {

    private static final Path FILES = Path.of("src/test/resources/golden/supervision");
    private static final EventSerializer SERIALIZER =
            new EventSerializer(EventTypes.of(TaskEvents.TYPES.toArray(EventTypes.Named[]::new)));

    private static final UUID TASK = UUID.fromString("0190a1b2-c3d4-7e5f-8a6b-0c1d2e3f4a01");
    private static final UUID TEXT = UUID.fromString("0190a1b2-c3d4-7e5f-8a6b-0c1d2e3f4a02");
    private static final LocalDate DUE = LocalDate.of(2016, 5, 20);
    private static final LocalDate ON = LocalDate.of(2016, 5, 4);

    static Stream<TaskEvent> events() {
        return Stream.of(
                new TaskAssigned(
                        TASK, Source.LEADER, "区领批2016-18", "110102013", "street-1", TEXT, DUE, 1, "supervision-1", ON),
                new TaskAcknowledged(TASK, "street-1", ON),
                new TaskAnswered(
                        TASK, 1, TEXT, List.of(new Reference(Reference.Kind.PHOTO, "ab".repeat(32))), "street-1", ON),
                new TaskReturned(TASK, 1, TEXT, DUE, "supervision-1", ON),
                new TaskVerified(TASK, 2, null, "supervision-1", ON),
                new ExtensionAsked(TASK, DUE, TEXT, "street-1", ON),
                new TaskExtended(TASK, DUE, null, "street-1", "supervision-1", ON),
                new ExtensionRefused(TASK, TEXT, "street-1", "supervision-1", ON),
                new TaskReminded(TASK, DUE, Level.DUE_SOON, Addressee.PERSON, ON),
                new TaskOverdue(TASK, DUE, Addressee.UNIT_HEAD, DUE.plusDays(1)),
                new TaskEscalated(TASK, DUE, 2, List.of(Addressee.OFFICE, Addressee.SUPERVISION), DUE.plusDays(5)),
                new TaskWithdrawn(TASK, TEXT, "supervision-1", ON));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_written_as_ever_to_the_byte(TaskEvent event) throws IOException {
        var written = SERIALIZER.serialize(event, byte[].class);
        assertThat(new String(written.getData(), StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(file(typeOf(event))).stripTrailing());
        assertThat(written.getType().getName()).isEqualTo(typeOf(event).name());
        assertThat(written.getType().getRevision()).isEqualTo("1");
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_read_back_as_it_was(TaskEvent event) throws IOException {
        var type = typeOf(event);
        assertThat((Object) SERIALIZER.deserialize(new SimpleSerializedObject<>(
                        Files.readAllBytes(file(type)),
                        byte[].class,
                        new SimpleSerializedType(type.name(), Integer.toString(type.revision())))))
                .isEqualTo(event);
    }

    @Test
    void every_event_that_may_happen_has_a_type_and_a_file() throws IOException {
        assertThat(TaskEvents.TYPES.stream().map(EventTypes.Named::type))
                .containsExactlyInAnyOrder(TaskEvent.class.getPermittedSubclasses());
        assertThat(events().map(GoldenTaskEventsTest::typeOf)).containsExactlyElementsOf(TaskEvents.TYPES);
        try (var files = Files.list(FILES)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(TaskEvents.TYPES.stream()
                            .map(t -> file(t).getFileName().toString())
                            .toList());
        }
    }

    private static EventTypes.Named typeOf(TaskEvent event) {
        return TaskEvents.TYPES.stream()
                .filter(t -> t.type() == event.getClass())
                .findAny()
                .orElseThrow();
    }

    private static Path file(EventTypes.Named type) {
        return FILES.resolve(type.name() + "." + type.revision() + ".json");
    }
}
