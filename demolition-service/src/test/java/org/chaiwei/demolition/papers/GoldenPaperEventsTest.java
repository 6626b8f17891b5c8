package org.chaiwei.demolition.papers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.chaiwei.demolition.papers.PaperEvent.PaperIssued;
import org.chaiwei.demolition.papers.PaperEvent.PaperWithdrawn;
import org.chaiwei.eventstore.EventSerializer;
import org.chaiwei.eventstore.EventTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in a register for ever, byte by byte. A file here is never edited. */
class GoldenPaperEventsTest {

    private static final Path FILES = Path.of("src/test/resources/golden/papers");
    private static final EventSerializer SERIALIZER =
            new EventSerializer(EventTypes.of(PaperEvents.TYPES.toArray(EventTypes.Named[]::new)));
    private static final UUID REGISTER = RegisterId.of("110102013", PaperKind.ORDER, 2016);
    private static final UUID VIOLATION = UUID.fromString("01920000-0000-7000-8000-000000000001");
    private static final UUID PAPER = UUID.fromString("01920000-0000-7000-8000-0000000000d1");
    private static final UUID EARLIER = UUID.fromString("01920000-0000-7000-8000-0000000000d0");
    private static final LocalDate DAY = LocalDate.of(2016, 5, 9);

    static Stream<PaperEvent> events() {
        return Stream.of(
                new PaperIssued(
                        REGISTER,
                        VIOLATION,
                        PAPER,
                        "ORDER",
                        "110102013",
                        2016,
                        12,
                        "京西大栅栏拆违责字〔2016〕第12号",
                        "c".repeat(64),
                        "v1/order",
                        "qLr8vQ3w0N5u2Xk7cT1yZg9B",
                        EARLIER,
                        "u-4711",
                        "enforcement",
                        DAY),
                new PaperWithdrawn(REGISTER, VIOLATION, PAPER, "u-4711", "enforcement", DAY));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_written_as_ever_to_the_byte_and_read_back_as_it_was(PaperEvent event) throws IOException {
        var type = typeOf(event);
        var written = SERIALIZER.serialize(event, byte[].class);
        assertThat(new String(written.getData(), StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(file(type)).stripTrailing());
        var stored = new SimpleSerializedObject<>(
                Files.readAllBytes(file(type)),
                byte[].class,
                new SimpleSerializedType(type.name(), Integer.toString(type.revision())));
        assertThat(SERIALIZER.<byte[], Object>deserialize(stored)).isEqualTo(event);
    }

    @Test
    void a_register_is_found_under_the_same_id_for_ever() {
        assertThat(REGISTER).isEqualTo(UUID.fromString("b1ddffbb-a28a-833c-831f-7208949c562a"));
        assertThat(RegisterId.of("110102013", PaperKind.ORDER, 2017)).isNotEqualTo(REGISTER);
    }

    @Test
    void every_type_has_its_file() throws IOException {
        try (var files = Files.list(FILES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(PaperEvents.TYPES.stream()
                            .map(type -> file(type).getFileName().toString())
                            .toList());
        }
        assertThat(events().map(GoldenPaperEventsTest::typeOf)).containsExactlyElementsOf(PaperEvents.TYPES);
    }

    private static EventTypes.Named typeOf(PaperEvent event) {
        return PaperEvents.TYPES.stream()
                .filter(type -> type.type() == event.getClass())
                .findFirst()
                .orElseThrow();
    }

    private static Path file(EventTypes.Named type) {
        return FILES.resolve(type.name() + "." + type.revision() + ".json");
    }
}
