package org.chaiwei.ledger.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.chaiwei.eventstore.EventSerializer;
import org.chaiwei.eventstore.EventTypes;
import org.chaiwei.ledger.importing.ImportEvent.ImportCommitted;
import org.chaiwei.ledger.importing.ImportEvent.ImportStarted;
import org.chaiwei.ledger.importing.ImportEvent.ImportUndoStarted;
import org.chaiwei.ledger.importing.ImportEvent.ImportUndone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is stored of an import stays readable for ever: one file an event type and revision, never edited. */
class GoldenImportEventsTest {

    private static final Path FILES = Path.of("src/test/resources/golden/importing");
    private static final EventSerializer SERIALIZER =
            new EventSerializer(EventTypes.of(ImportEvents.TYPES.toArray(EventTypes.Named[]::new)));
    private static final UUID BATCH = UUID.fromString("0b5c8f4e-6f0e-4a53-9d0e-2f6a1c1f7a11");
    private static final LocalDate MAY_1 = LocalDate.of(2016, 5, 1);

    static Stream<ImportEvent> events() {
        return Stream.of(
                new ImportStarted(
                        BATCH,
                        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                        66_682,
                        new BigDecimal("1076577.00"),
                        MAY_1),
                new ImportCommitted(BATCH, 66_681, 1, MAY_1),
                new ImportUndoStarted(
                        BATCH, UUID.fromString("7d1c2b3a-1111-4222-8333-444455556666"), MAY_1.plusDays(1)),
                new ImportUndone(BATCH, 66_680, 1, MAY_1.plusDays(1)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_written_as_ever_to_the_byte_and_read_back_as_it_was(ImportEvent event) throws IOException {
        var type = ImportEvents.TYPES.stream()
                .filter(t -> t.type() == event.getClass())
                .findFirst()
                .orElseThrow();
        var file = Files.readString(FILES.resolve(type.name() + "." + type.revision() + ".json"))
                .stripTrailing();

        assertThat(new String(SERIALIZER.serialize(event, byte[].class).getData(), StandardCharsets.UTF_8))
                .isEqualTo(file);
        assertThat(SERIALIZER.<byte[], Object>deserialize(new SimpleSerializedObject<>(
                        file.getBytes(StandardCharsets.UTF_8),
                        byte[].class,
                        new SimpleSerializedType(type.name(), Integer.toString(type.revision())))))
                .isEqualTo(event);
    }

    @Test
    void every_event_that_may_happen_has_a_type_and_a_file() throws IOException {
        assertThat(ImportEvents.TYPES.stream().map(EventTypes.Named::type))
                .containsExactlyInAnyOrder(ImportEvent.class.getPermittedSubclasses())
                .containsExactlyElementsOf(
                        events().<Class<?>>map(Object::getClass).toList());
        try (var files = Files.list(FILES)) {
            assertThat(files).hasSameSizeAs(ImportEvents.TYPES);
        }
    }
}
