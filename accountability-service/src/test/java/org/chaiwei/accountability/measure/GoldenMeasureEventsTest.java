package org.chaiwei.accountability.measure;

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
import org.chaiwei.accountability.measure.Evidence.Before;
import org.chaiwei.accountability.measure.MeasureEvent.DropCause;
import org.chaiwei.accountability.measure.MeasureEvent.GoodFaithErrorRecorded;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureAnswered;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureAppealDecided;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureAppealed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureClosed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureDecided;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureDropped;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureMarkedForReview;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureProposed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureReversed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureReviewed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureServed;
import org.chaiwei.accountability.measure.MeasureEvent.ReversalCause;
import org.chaiwei.accountability.rating.Part;
import org.chaiwei.eventstore.EventSerializer;
import org.chaiwei.eventstore.EventTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is in the log for ever, byte by byte. A file here is never edited: a record that would change its file either gets nullable
 * fields only, and then a second file beside the first, or a new revision.
 */
class GoldenMeasureEventsTest {

    private static final Path FILES = Path.of("src/test/resources/golden/measure");
    private static final EventSerializer SERIALIZER =
            new EventSerializer(EventTypes.of(MeasureEvents.TYPES.toArray(EventTypes.Named[]::new)));

    private static final String STREET = "110102014";
    private static final UUID ID = MeasureId.byRule("2016-05", STREET, "BOTTOM_TWO_TWICE");
    private static final UUID APPEAL = MeasureId.ofAppeal(ID);
    private static final UUID REASON = UUID.fromString("0190a1b2-c3d4-7e5f-8a6b-0c1d2e3f4a5b");
    private static final LocalDate ON = LocalDate.of(2016, 6, 1);
    private static final String BY = "supervision-1";

    static Stream<MeasureEvent> events() {
        var evidence = new Evidence(
                1, "2016-05", 2, 14, new BigDecimal("41.07"), null, List.of(new Before("2016-04", 1, 13)), null);
        return Stream.of(
                new MeasureProposed(
                        ID,
                        STREET,
                        MeasureKind.TALK,
                        Ground.RATING,
                        "BOTTOM_TWO_TWICE",
                        evidence,
                        4_711,
                        null,
                        "system:when-rating-frozen-then-propose-measures",
                        ON),
                new MeasureDecided(ID, STREET, MeasureKind.REMINDER, REASON, BY, ON),
                new MeasureDropped(ID, STREET, DropCause.TABLE_CORRECTED, 4_812, null, BY, ON),
                new MeasureServed(
                        ID, STREET, "street-14", ServiceManner.IN_PERSON, ON, LocalDate.of(2016, 6, 8), null, BY, ON),
                new MeasureAnswered(ID, STREET, REASON, "street-14", ON),
                new MeasureAppealed(ID, STREET, APPEAL, REASON, "street-14", ON),
                new MeasureAppealDecided(
                        ID,
                        STREET,
                        APPEAL,
                        true,
                        Part.DEMOLISHED_AREA,
                        new BigDecimal("30.00"),
                        REASON,
                        "leader-1",
                        ON),
                new MeasureReversed(ID, STREET, ReversalCause.APPEAL, 2, null, BY, ON),
                new MeasureClosed(ID, STREET, null, BY, ON),
                new GoodFaithErrorRecorded(ID, STREET, MeasureKind.REMINDER, REASON, "leader-1", ON),
                new MeasureMarkedForReview(ID, STREET, 4_812, null, BY, ON),
                new MeasureReviewed(ID, STREET, true, REASON, BY, ON));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_written_as_ever_to_the_byte(MeasureEvent event) throws IOException {
        var written = SERIALIZER.serialize(event, byte[].class);
        assertThat(new String(written.getData(), StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(file(typeOf(event))).stripTrailing());
        assertThat(written.getType().getName()).isEqualTo(typeOf(event).name());
        assertThat(written.getType().getRevision()).isEqualTo("1");
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_read_back_as_it_was(MeasureEvent event) throws IOException {
        var type = typeOf(event);
        assertThat(SERIALIZER.<byte[], Object>deserialize(new SimpleSerializedObject<>(
                        Files.readAllBytes(file(type)),
                        byte[].class,
                        new SimpleSerializedType(type.name(), Integer.toString(type.revision())))))
                .isEqualTo(event);
    }

    @Test
    void every_event_that_may_happen_has_a_type_and_a_file() throws IOException {
        assertThat(MeasureEvents.TYPES.stream().map(EventTypes.Named::type))
                .containsExactlyInAnyOrder(MeasureEvent.class.getPermittedSubclasses());
        assertThat(events().map(GoldenMeasureEventsTest::typeOf)).containsExactlyElementsOf(MeasureEvents.TYPES);
        try (var files = Files.list(FILES)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(MeasureEvents.TYPES.stream()
                            .map(t -> file(t).getFileName().toString())
                            .toList());
        }
    }

    /** Ids that other instances and later releases compute again. */
    @Test
    void an_id_is_what_it_always_was() {
        assertThat(ID).isEqualTo(UUID.fromString("9b93fb3d-e456-8391-bb0c-7684367111e6"));
        assertThat(APPEAL).isEqualTo(UUID.fromString("45108c22-8bf2-8a22-a422-01564bfbf88c"));
    }

    private static EventTypes.Named typeOf(MeasureEvent event) {
        return MeasureEvents.TYPES.stream()
                .filter(t -> t.type() == event.getClass())
                .findAny()
                .orElseThrow();
    }

    private static Path file(EventTypes.Named type) {
        return FILES.resolve(type.name() + "." + type.revision() + ".json");
    }
}
