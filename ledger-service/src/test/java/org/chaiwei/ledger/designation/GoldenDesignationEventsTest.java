package org.chaiwei.ledger.designation;

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
import org.chaiwei.eventstore.EventSerializer;
import org.chaiwei.eventstore.EventTypes;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeAppliedFor;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeDesignated;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeInspected;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeRevoked;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeStarted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in the log for ever, byte by byte. A file here is never edited. */
class GoldenDesignationEventsTest {

    private static final Path FILES = Path.of("src/test/resources/golden/designation");
    private static final EventSerializer SERIALIZER =
            new EventSerializer(EventTypes.of(DesignationEvents.TYPES.toArray(EventTypes.Named[]::new)));

    private static final FreePlace ALLEY = new FreePlace("ALLEY", "110102013", "杨梅竹斜街");
    private static final UUID ID = ALLEY.id();
    private static final UUID VIOLATION = UUID.fromString("36575b3e-7ed2-8c81-b726-47ecff2f6875");
    private static final UUID REMARK = UUID.fromString("01920000-0000-7000-8000-00000000000b");
    private static final String PHOTO = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final LocalDate DAY = LocalDate.of(2016, 8, 15);

    static Stream<DesignationEvent> events() {
        return Stream.of(
                new ViolationFreeStarted(ID, "ALLEY", "110102013", "杨梅竹斜街", 1, DAY),
                new ViolationFreeAppliedFor(ID, 1, "u-4711", 815, DAY),
                new ViolationFreeInspected(ID, 1, true, PHOTO, "u-4712", DAY),
                new ViolationFreeDesignated(ID, "ALLEY", "110102013", "杨梅竹斜街", 1, 816, DAY),
                new ViolationFreeRevoked(
                        ID,
                        "ALLEY",
                        "110102013",
                        "杨梅竹斜街",
                        1,
                        "RELAPSE",
                        VIOLATION,
                        REMARK,
                        DAY,
                        LocalDate.of(2016, 9, 1)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_written_as_ever_to_the_byte_and_read_back(DesignationEvent event) throws IOException {
        var written = SERIALIZER.serialize(event, byte[].class);
        var file = FILES.resolve(event.getClass().getSimpleName() + ".1.json");
        assertThat(new String(written.getData(), StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(file).stripTrailing());
        assertThat(written.getType().getName()).isEqualTo(event.getClass().getSimpleName());
        Object read = SERIALIZER.<byte[], Object>deserialize(new SimpleSerializedObject<>(
                Files.readAllBytes(file),
                byte[].class,
                new SimpleSerializedType(written.getType().getName(), "1")));
        assertThat(read).isEqualTo(event);
    }

    @Test
    void every_event_that_may_happen_has_a_type_and_an_example() {
        assertThat(DesignationEvents.TYPES.stream().<Class<?>>map(EventTypes.Named::type))
                .containsExactly(DesignationEvent.class.getPermittedSubclasses())
                .containsExactlyElementsOf(
                        events().<Class<?>>map(Object::getClass).toList());
    }

    @Test
    void a_place_has_one_id_whenever_it_is_started() {
        assertThat(ID).isEqualTo(new FreePlace("ALLEY", "110102013", "杨梅竹斜街").id());
        assertThat(ID).isNotEqualTo(new FreePlace("COMPOUND", "110102013", "杨梅竹斜街").id());
    }
}
