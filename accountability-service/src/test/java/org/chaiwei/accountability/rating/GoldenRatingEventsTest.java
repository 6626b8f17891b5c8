package org.chaiwei.accountability.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.accountability.rating.RatingsOfTests.CHUNSHU;
import static org.chaiwei.accountability.rating.RatingsOfTests.DASHILAR;
import static org.chaiwei.accountability.rating.RatingsOfTests.FORMULA;
import static org.chaiwei.accountability.rating.RatingsOfTests.TIANQIAO;
import static org.chaiwei.accountability.rating.RatingsOfTests.may;
import static org.chaiwei.accountability.rating.RatingsOfTests.street;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.chaiwei.accountability.rating.RatingEvent.AppealFiled;
import org.chaiwei.accountability.rating.RatingEvent.AppealRejected;
import org.chaiwei.accountability.rating.RatingEvent.AppealUpheld;
import org.chaiwei.accountability.rating.RatingEvent.RatingFrozen;
import org.chaiwei.accountability.rating.RatingEvent.RatingReversed;
import org.chaiwei.accountability.rating.RatingInputs.Before;
import org.chaiwei.eventstore.EventSerializer;
import org.chaiwei.eventstore.EventTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is in the log for ever, byte by byte. A file here is never edited: a record that would change its file either gets nullable
 * fields only, and then a second file beside the first, or a new revision.
 */
class GoldenRatingEventsTest {

    private static final Path FILES = Path.of("src/test/resources/golden/rating");
    private static final EventSerializer SERIALIZER =
            new EventSerializer(EventTypes.of(RatingEvents.TYPES.toArray(EventTypes.Named[]::new)));

    private static final String MAY = "2016-05";
    private static final UUID ID = RatingId.of(YearMonth.parse(MAY));
    private static final UUID APPEAL = RatingId.ofAppeal(YearMonth.parse(MAY), TIANQIAO, Part.DEMOLISHED_AREA);
    private static final UUID REASON = UUID.fromString("0190a1b2-c3d4-7e5f-8a6b-0c1d2e3f4a5b");
    private static final LocalDate ON = LocalDate.of(2016, 6, 1);
    private static final Correction CORRECTION =
            new Correction(TIANQIAO, Part.DEMOLISHED_AREA, new BigDecimal("30.00"));

    private static final RatingInputs INPUTS = inputs();
    private static final RatingFrozen FROZEN = new RatingFrozen(
            ID,
            MAY,
            1,
            LocalDate.of(2016, 6, 8),
            INPUTS,
            Rating.of(FORMULA, INPUTS).table(),
            RatingHash.of(1, INPUTS, List.of()),
            ON);

    /** As months are frozen since the clocks are counted. */
    private static final RatingInputs WITH_CLOCKS = may(
            street(DASHILAR).year("250.00", 40, 1).standing(3).clocks(2, 3),
            street(TIANQIAO).clocks(0, 0));

    private static final RatingFrozen FROZEN_WITH_CLOCKS = new RatingFrozen(
            ID,
            MAY,
            1,
            LocalDate.of(2016, 6, 8),
            WITH_CLOCKS,
            Rating.of(FORMULA, WITH_CLOCKS).table(),
            RatingHash.of(1, WITH_CLOCKS, List.of()),
            ON);

    private static final Path WITH_CLOCKS_FILE = FILES.resolve("RatingFrozen.1-2.json");

    private static RatingInputs inputs() {
        var may = may(
                street(DASHILAR)
                        .year("250.00", 40, 1)
                        .carried("10.50", 1, 0)
                        .standing(3)
                        .task("T-HAZARD-2016", "0.200000", "0.400000")
                        .scoreBefore("48.20"),
                street(TIANQIAO).year("200.00", 0, 0),
                street(CHUNSHU).entries(2).expected("0.00", "0.00"));
        return new RatingInputs(
                may.month(),
                may.from(),
                may.to(),
                may.known(),
                may.target(),
                new Before("2016-04", 2, "ab".repeat(32)),
                may.streets());
    }

    static Stream<RatingEvent> events() {
        return Stream.of(
                FROZEN,
                new AppealFiled(ID, MAY, APPEAL, TIANQIAO, Part.DEMOLISHED_AREA, REASON, "street-14", ON),
                new AppealUpheld(
                        ID,
                        MAY,
                        APPEAL,
                        TIANQIAO,
                        Part.DEMOLISHED_AREA,
                        CORRECTION.points(),
                        REASON,
                        "supervision-1",
                        ON),
                new AppealRejected(ID, MAY, APPEAL, TIANQIAO, Part.DEMOLISHED_AREA, REASON, "supervision-1", ON),
                new RatingReversed(
                        ID,
                        MAY,
                        2,
                        APPEAL,
                        TIANQIAO,
                        Part.DEMOLISHED_AREA,
                        new BigDecimal("14.00"),
                        CORRECTION.points(),
                        Rating.corrected(FROZEN.table(), CORRECTION),
                        RatingHash.of(1, INPUTS, List.of(CORRECTION)),
                        ON));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_written_as_ever_to_the_byte(RatingEvent event) throws IOException {
        var written = SERIALIZER.serialize(event, byte[].class);
        assertThat(new String(written.getData(), StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(file(typeOf(event))).stripTrailing());
        assertThat(written.getType().getName()).isEqualTo(typeOf(event).name());
        assertThat(written.getType().getRevision()).isEqualTo("1");
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_read_back_as_it_was(RatingEvent event) throws IOException {
        assertThat(read(typeOf(event))).isEqualTo(event);
    }

    /** The file is what an earlier release has written; its table and its hash come out of its inputs for ever. */
    @Test
    void what_the_log_holds_of_a_freeze_gives_the_same_table_and_the_same_hash() throws IOException {
        var stored = (RatingFrozen) read(typeOf(FROZEN));
        assertThat(Rating.of(Formulas.brought().version(stored.formulaVersion()), stored.inputs())
                        .table())
                .isEqualTo(stored.table());
        assertThat(RatingHash.of(stored.formulaVersion(), stored.inputs(), List.of()))
                .isEqualTo(stored.hash());
    }

    @Test
    void a_freeze_that_counts_the_clocks_is_written_and_read_back_as_ever_too() throws IOException {
        var type = typeOf(FROZEN_WITH_CLOCKS);
        var written = SERIALIZER.serialize(FROZEN_WITH_CLOCKS, byte[].class).getData();
        assertThat(new String(written, StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(WITH_CLOCKS_FILE).stripTrailing());
        assertThat(read(type, WITH_CLOCKS_FILE)).isEqualTo(FROZEN_WITH_CLOCKS);
    }

    @Test
    void every_event_that_may_happen_has_a_type_and_a_file() throws IOException {
        assertThat(RatingEvents.TYPES.stream().map(EventTypes.Named::type))
                .containsExactlyInAnyOrder(RatingEvent.class.getPermittedSubclasses());
        assertThat(events().map(GoldenRatingEventsTest::typeOf)).containsExactlyElementsOf(RatingEvents.TYPES);
        try (var files = Files.list(FILES)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    RatingEvents.TYPES.stream().map(GoldenRatingEventsTest::file),
                                    Stream.of(WITH_CLOCKS_FILE))
                            .map(file -> file.getFileName().toString())
                            .toList());
        }
    }

    private static Object read(EventTypes.Named type) throws IOException {
        return read(type, file(type));
    }

    private static Object read(EventTypes.Named type, Path file) throws IOException {
        return SERIALIZER.deserialize(new SimpleSerializedObject<>(
                Files.readAllBytes(file),
                byte[].class,
                new SimpleSerializedType(type.name(), Integer.toString(type.revision()))));
    }

    private static EventTypes.Named typeOf(RatingEvent event) {
        return RatingEvents.TYPES.stream()
                .filter(t -> t.type() == event.getClass())
                .findAny()
                .orElseThrow();
    }

    private static Path file(EventTypes.Named type) {
        return FILES.resolve(type.name() + "." + type.revision() + ".json");
    }
}
