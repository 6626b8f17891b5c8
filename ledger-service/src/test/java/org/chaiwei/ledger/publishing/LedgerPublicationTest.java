package org.chaiwei.ledger.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.chaiwei.contracts.Fact;
import org.chaiwei.contracts.FactType;
import org.chaiwei.contracts.ledger.DemolitionPosted;
import org.chaiwei.contracts.ledger.DistrictFact;
import org.chaiwei.contracts.ledger.LedgerClosingRevoked;
import org.chaiwei.contracts.ledger.LedgerFact;
import org.chaiwei.contracts.ledger.ViolationWithdrawn;
import org.chaiwei.eventstore.EventSerializer;
import org.chaiwei.eventstore.EventTypes;
import org.chaiwei.ledger.designation.DesignationEvent;
import org.chaiwei.ledger.designation.DesignationEvents;
import org.chaiwei.ledger.importing.ImportEvents;
import org.chaiwei.ledger.violation.ViolationEvent;
import org.chaiwei.ledger.violation.ViolationEvents;
import org.chaiwei.platform.fact.Publication;
import org.chaiwei.platform.fact.Publication.Outgoing;
import org.chaiwei.platform.view.View.Recorded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Every event of an entry as it is kept for ever, and the fact that others hear of it. */
class LedgerPublicationTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final EventSerializer SERIALIZER = new EventSerializer(
            EventTypes.of(Stream.of(ViolationEvents.TYPES, ImportEvents.TYPES, DesignationEvents.TYPES)
                    .flatMap(List::stream)
                    .toArray(EventTypes.Named[]::new)));
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /** What only the ledger needs to know, or is told by the demolition service itself. */
    private static final List<String> NOBODY_S_AFFAIR = List.of(
            "WallSealingPosted",
            "AcceptancePosted",
            "CaseFilingPosted",
            "RestorationPosted",
            "ClosingRevocationRequested",
            "ClosingRevocationDeclined",
            "RelapseSuspicionDismissed",
            "RelapseConfirmed");

    private final Publication publication = new LedgerPublication();

    static Stream<Path> events() throws IOException {
        return files("violation");
    }

    static Stream<Path> eventsOfDesignations() throws IOException {
        return files("designation");
    }

    static Stream<Path> eventsOfImports() throws IOException {
        return files("importing");
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_s_fact_is_as_the_contract_has_it_and_leads_to_nobody(Path file) throws IOException {
        var event = (ViolationEvent) event(file);
        var told = factOf(event);
        if (NOBODY_S_AFFAIR.contains(nameOf(file))) {
            assertThat(told).isEmpty();
            return;
        }
        var outgoing = told.orElseThrow();
        var fact = (Fact) outgoing.data();
        assertThat(outgoing.key()).isEqualTo(event.violation()).isEqualTo(fact.subject());
        assertThat(fact.occurredOn()).isEqualTo(event.occurredOn());
        var type = LedgerFact.TYPES.stream()
                .filter(one -> one.type().equals(outgoing.type()))
                .findAny()
                .orElseThrow();
        assertThat(fact).isInstanceOf(type.fact());
        var json = JSON.writeValueAsString(fact);
        assertThat(SCHEMAS.getSchema(type.schema())
                        .validate(json, InputFormat.JSON, c -> c.executionConfig(e -> e.formatAssertionsEnabled(true))))
                .isEmpty();
        assertThat(json).doesNotContain("杨梅竹斜街 61 号", "116.38", "39.89", "9f86d081", "0000000b\"");
        saysWhatTheEventSays(JSON.readTree(Files.readString(file)), JSON.readTree(json));
    }

    /** A field of the same name has the same value. */
    private static void saysWhatTheEventSays(JsonNode event, JsonNode fact) {
        for (var name : fact.propertyNames())
            if (event.hasNonNull(name) && !name.equals("occurredAt"))
                assertThat(fact.path(name)).as(name).isEqualTo(event.path(name));
    }

    @ParameterizedTest
    @MethodSource("eventsOfImports")
    void what_happens_to_an_import_as_a_whole_is_nobody_s_affair(Path file) throws IOException {
        assertThat(factOf(event(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("eventsOfDesignations")
    void a_designation_s_fact_is_as_the_contract_has_it(Path file) throws IOException {
        var event = (DesignationEvent) event(file);
        var told = factOf(event);
        if (List.of("ViolationFreeAppliedFor", "ViolationFreeInspected").contains(nameOf(file))) {
            assertThat(told).isEmpty();
            return;
        }
        var outgoing = told.orElseThrow();
        var fact = (DistrictFact) outgoing.data();
        assertThat(outgoing.key()).isEqualTo(event.designation()).isEqualTo(fact.subject());
        assertThat(fact.occurredOn()).isEqualTo(event.occurredOn());
        var type = DistrictFact.TYPES.stream()
                .filter(one -> one.type().equals(outgoing.type()))
                .findAny()
                .orElseThrow();
        assertThat(SCHEMAS.getSchema(type.schema())
                        .validate(
                                JSON.writeValueAsString(fact),
                                InputFormat.JSON,
                                c -> c.executionConfig(e -> e.formatAssertionsEnabled(true))))
                .isEmpty();
    }

    @Test
    void every_type_of_fact_comes_of_some_event_and_is_named_by_the_contract() throws IOException {
        assertThat(publication.service()).isEqualTo("ledger");
        assertThat(publication.types())
                .containsExactlyElementsOf(Stream.concat(LedgerFact.TYPES.stream(), DistrictFact.TYPES.stream())
                        .map(FactType::type)
                        .toList());
        var told = new HashSet<String>();
        for (var file : Stream.concat(events(), eventsOfDesignations()).toList())
            factOf(event(file)).ifPresent(outgoing -> told.add(outgoing.type()));
        assertThat(told).containsExactlyInAnyOrderElementsOf(publication.types());
    }

    @Test
    void a_demolition_taken_over_from_paper_has_no_id_and_left_nothing_standing() throws IOException {
        var fact = (DemolitionPosted) factOf(event(GOLDEN.resolve("violation/DemolitionPosted.1.json")))
                .orElseThrow()
                .data();
        assertThat(fact.demolition()).isNull();
        assertThat(fact.remainingM2()).isEqualByComparingTo("0");
    }

    @Test
    void a_withdrawal_tells_both_dates_that_it_takes_back() throws IOException {
        var fact = (ViolationWithdrawn) factOf(event(GOLDEN.resolve("violation/ViolationWithdrawn.1.grown.json")))
                .orElseThrow()
                .data();
        assertThat(fact.demolishedOn()).isNotNull();
        assertThat(fact.closedOn()).isNotNull();
    }

    @Test
    void whoever_asked_for_a_revocation_is_its_actor_and_whoever_approved_it_its_approver() throws IOException {
        var fact = (LedgerClosingRevoked) factOf(event(GOLDEN.resolve("violation/LedgerClosingRevoked.1.json")))
                .orElseThrow()
                .data();
        assertThat(fact.actor()).isEqualTo("u-4711");
        assertThat(fact.approver()).isEqualTo("u-4712");
    }

    @Test
    void a_failed_acceptance_of_what_had_not_counted_is_no_reversal() {
        var failure = new ViolationEvent.AcceptanceFailurePosted(
                new UUID(1, 1),
                ((ViolationEvent) first()).entry(),
                new java.math.BigDecimal("0.00"),
                new java.math.BigDecimal("14.80"),
                false,
                "UNSAFE",
                new UUID(1, 2),
                java.time.LocalDate.of(2016, 5, 9));
        assertThat(factOf(failure)).isEmpty();
    }

    private static Object first() {
        try {
            return event(GOLDEN.resolve("violation/ViolationRegistered.1.json"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Optional<Outgoing> factOf(Object event) {
        return publication.factOf(new Recorded(7, Instant.EPOCH, new UUID(1, 1), 0, event), "u-4712");
    }

    private static Object event(Path file) throws IOException {
        var stored = new SimpleSerializedObject<>(
                Files.readString(file).strip().getBytes(StandardCharsets.UTF_8),
                byte[].class,
                new SimpleSerializedType(nameOf(file), "1"));
        return SERIALIZER.<byte[], Object>deserialize(stored);
    }

    private static String nameOf(Path file) {
        var name = file.getFileName().toString();
        return name.substring(0, name.indexOf('.'));
    }

    private static Stream<Path> files(String folder) throws IOException {
        try (var files = Files.list(GOLDEN.resolve(folder))) {
            return files.sorted().collect(Collectors.toList()).stream();
        }
    }
}
