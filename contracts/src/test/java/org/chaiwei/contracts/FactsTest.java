package org.chaiwei.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.chaiwei.contracts.demolition.AcceptanceFailed;
import org.chaiwei.contracts.demolition.AcceptancePassed;
import org.chaiwei.contracts.demolition.CaseDismissed;
import org.chaiwei.contracts.demolition.CaseFiled;
import org.chaiwei.contracts.demolition.Demolished;
import org.chaiwei.contracts.demolition.DemolitionFact;
import org.chaiwei.contracts.demolition.DemolitionOrdered;
import org.chaiwei.contracts.demolition.DiscoveryConfirmed;
import org.chaiwei.contracts.demolition.ForcedDemolitionDecided;
import org.chaiwei.contracts.demolition.OneHourClockMissed;
import org.chaiwei.contracts.demolition.OneHourClockStopped;
import org.chaiwei.contracts.demolition.OrderRevoked;
import org.chaiwei.contracts.demolition.RemedyDecided;
import org.chaiwei.contracts.demolition.RemedyFiled;
import org.chaiwei.contracts.demolition.RestorationCompleted;
import org.chaiwei.contracts.demolition.RestrictionAcknowledged;
import org.chaiwei.contracts.demolition.RestrictionLifted;
import org.chaiwei.contracts.demolition.RestrictionRefused;
import org.chaiwei.contracts.demolition.RestrictionRequested;
import org.chaiwei.contracts.demolition.Signature;
import org.chaiwei.contracts.demolition.TrackSwitched;
import org.chaiwei.contracts.demolition.WallSealed;
import org.chaiwei.contracts.ledger.DemolitionNotPosted;
import org.chaiwei.contracts.ledger.DemolitionPosted;
import org.chaiwei.contracts.ledger.DemolitionReversed;
import org.chaiwei.contracts.ledger.DistrictFact;
import org.chaiwei.contracts.ledger.LedgerClosed;
import org.chaiwei.contracts.ledger.LedgerClosingRevoked;
import org.chaiwei.contracts.ledger.LedgerEntry;
import org.chaiwei.contracts.ledger.LedgerFact;
import org.chaiwei.contracts.ledger.PatrolRecorded;
import org.chaiwei.contracts.ledger.RelapseDetected;
import org.chaiwei.contracts.ledger.RelapseSuspected;
import org.chaiwei.contracts.ledger.ResponsiblePersonAssigned;
import org.chaiwei.contracts.ledger.StreetReassigned;
import org.chaiwei.contracts.ledger.ViolationCorrected;
import org.chaiwei.contracts.ledger.ViolationFreeDesignated;
import org.chaiwei.contracts.ledger.ViolationFreeRevoked;
import org.chaiwei.contracts.ledger.ViolationFreeStarted;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.contracts.ledger.ViolationTagged;
import org.chaiwei.contracts.ledger.ViolationWithdrawn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** That record, schema and example of each fact say the same, and go on saying it. */
class FactsTest {

    private static final Path FROZEN = Path.of("src/test/resources/frozen");

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** Words for what no fact may say. */
    private static final Set<String> PERSONAL =
            Set.of("address", "door", "name", "phone", "mobile", "identity", "idNumber", "lon", "lat");

    private static final UUID VIOLATION = UUID.fromString("36575b3e-7ed2-8c81-b726-47ecff2f6875");
    private static final UUID OTHER = UUID.fromString("76cf80c6-0ac4-8d3d-97dd-d0a1b7b1d8c2");
    private static final UUID PARTY = UUID.fromString("01920000-0000-7000-8000-00000000000a");
    private static final LocalDate JUNE_3 = LocalDate.of(2013, 6, 3);
    private static final LocalDate AUGUST_15 = LocalDate.of(2014, 8, 15);
    private static final LocalDate IN_2016 = LocalDate.of(2016, 8, 15);
    private static final OffsetDateTime AT_2016 = OffsetDateTime.parse("2016-08-15T09:30:00+08:00");
    private static final UUID DEMOLITION = UUID.fromString("01920000-0000-7000-8000-0000000000d1");
    private static final UUID SEALING = UUID.fromString("01920000-0000-7000-8000-0000000000e1");
    private static final UUID REMEDY = UUID.fromString("01920000-0000-7000-8000-0000000000b1");
    private static final UUID RESTRICTION = UUID.fromString("01920000-0000-7000-8000-0000000000c1");
    private static final UUID SIGHTING = UUID.fromString("01920000-0000-7000-8000-0000000000f1");
    private static final UUID FREE = UUID.fromString("01920000-0000-7000-8000-0000000000a1");
    private static final String ALLEY = "杨梅竹斜街";
    private static final String STREET = "110102013";
    private static final String ACTOR = "u-4711";
    private static final String OTHER_ACTOR = "u-4712";

    private static final LedgerEntry WALL = new LedgerEntry(
            "110102013-2013-00001",
            "WALL_OPENING",
            "110102013",
            "110102013002",
            null,
            "杨梅竹斜街",
            null,
            "COMMERCIAL",
            List.of("RENTAL_BUSINESS", "FIRE_LANE"),
            2,
            "EXISTING");
    private static final LedgerEntry UNIT = new LedgerEntry(
            "110102013-2013-00001",
            "DISTRICT_UNIT",
            "110102014",
            null,
            "某小区",
            null,
            "区房地中心",
            "OTHER",
            List.of(),
            0,
            "RELAPSE");

    static Stream<Fact> facts() {
        return Stream.of(
                new ViolationRegistered(
                        VIOLATION, WALL, area("14.8"), JUNE_3, "INVENTORY", PARTY, true, JUNE_3, null, ACTOR),
                new ViolationCorrected(
                        VIOLATION, WALL, UNIT, area("14.80"), area("120000"), area("0"), AUGUST_15, ACTOR),
                new ViolationWithdrawn(
                        VIOLATION,
                        WALL,
                        area("14.80"),
                        JUNE_3,
                        area("14.80"),
                        AUGUST_15,
                        AUGUST_15,
                        ACTOR,
                        LocalDate.of(2014, 8, 1)),
                new StreetReassigned(VIOLATION, WALL, UNIT, area("14.80"), area("4.80"), AUGUST_15, ACTOR),
                new ResponsiblePersonAssigned(VIOLATION, UNIT, PARTY, AUGUST_15, ACTOR),
                new ViolationTagged(VIOLATION, UNIT, WALL, IN_2016, ACTOR),
                new DemolitionPosted(VIOLATION, WALL, DEMOLITION, area("14.8"), area("0"), false, IN_2016, ACTOR),
                new DemolitionNotPosted(
                        VIOLATION, WALL, DEMOLITION, area("14.8"), area("0"), "MORE_THAN_REMAINING", IN_2016, ACTOR),
                new DemolitionReversed(VIOLATION, WALL, area("14.8"), area("0"), IN_2016, ACTOR),
                new LedgerClosed(VIOLATION, WALL, "DEMOLISHED", area("14.80"), false, AUGUST_15, ACTOR),
                new LedgerClosingRevoked(
                        VIOLATION, WALL, "SEALED", LocalDate.of(2016, 7, 1), area("14.8"), OTHER_ACTOR, IN_2016, ACTOR),
                new RelapseSuspected(
                        VIOLATION, WALL, SIGHTING, new BigDecimal("12.5"), "PATROL", IN_2016, AT_2016, ACTOR),
                new RelapseDetected(
                        VIOLATION,
                        UNIT,
                        OTHER,
                        area("14.80"),
                        AUGUST_15,
                        OffsetDateTime.parse("2014-08-15T09:30:00+08:00"),
                        ACTOR),
                new PatrolRecorded(VIOLATION, WALL, 30, false, IN_2016, ACTOR),
                new ViolationFreeStarted(FREE, "ALLEY", STREET, ALLEY, 1, IN_2016, ACTOR),
                new ViolationFreeDesignated(FREE, "ALLEY", STREET, ALLEY, 1, IN_2016, ACTOR),
                new ViolationFreeRevoked(
                        FREE,
                        "ALLEY",
                        STREET,
                        ALLEY,
                        1,
                        "RELAPSE",
                        VIOLATION,
                        LocalDate.of(2016, 7, 1),
                        IN_2016,
                        ACTOR),
                new CaseFiled(VIOLATION, STREET, "西拆案〔2016〕00001号", "EXISTING", IN_2016, ACTOR),
                new DiscoveryConfirmed(VIOLATION, STREET, IN_2016, AT_2016, ACTOR),
                new Demolished(VIOLATION, STREET, DEMOLITION, area("14.8"), true, "OWNER", IN_2016, AT_2016, ACTOR),
                new WallSealed(VIOLATION, STREET, SEALING, 2, IN_2016, AT_2016, ACTOR),
                new AcceptancePassed(
                        VIOLATION,
                        STREET,
                        area("14.8"),
                        false,
                        List.of(new Signature(OTHER_ACTOR, "acceptance"), new Signature(ACTOR, "office")),
                        IN_2016,
                        ACTOR),
                new AcceptanceFailed(VIOLATION, STREET, area("14.8"), false, "STILL_STANDING", IN_2016, ACTOR),
                new RestorationCompleted(VIOLATION, STREET, "GREENED", IN_2016, ACTOR),
                new CaseDismissed(VIOLATION, STREET, IN_2016, ACTOR),
                new DemolitionOrdered(VIOLATION, STREET, 15, IN_2016, ACTOR),
                new OrderRevoked(VIOLATION, STREET, IN_2016, ACTOR),
                new ForcedDemolitionDecided(VIOLATION, STREET, IN_2016, ACTOR),
                new RemedyFiled(VIOLATION, STREET, REMEDY, "SUIT", "ORDER", IN_2016, ACTOR),
                new RemedyDecided(VIOLATION, STREET, REMEDY, "SUIT", "REVOKED", "ORDER", IN_2016, ACTOR),
                new TrackSwitched(VIOLATION, STREET, "EXISTING", IN_2016, ACTOR),
                new RestrictionRequested(
                        VIOLATION, STREET, RESTRICTION, "MORTGAGE", "110102013-2016-00001", IN_2016, ACTOR),
                new RestrictionAcknowledged(VIOLATION, STREET, RESTRICTION, "MORTGAGE", IN_2016, ACTOR),
                new RestrictionRefused(VIOLATION, STREET, RESTRICTION, "MORTGAGE", IN_2016, ACTOR),
                new RestrictionLifted(VIOLATION, STREET, RESTRICTION, "MORTGAGE", "CLOSED", IN_2016, ACTOR),
                new OneHourClockMissed(
                        VIOLATION, STREET, "ON_SITE", 30, 1, "DISPATCHED", "office", IN_2016, AT_2016, ACTOR),
                new OneHourClockStopped(VIOLATION, STREET, "KEPT", 2_700, IN_2016, AT_2016, ACTOR));
    }

    static Stream<FactType> types() {
        return Stream.of(LedgerFact.TYPES, DistrictFact.TYPES, DemolitionFact.TYPES)
                .flatMap(List::stream);
    }

    private static FactType typeOf(Fact fact) {
        return types().filter(type -> type.fact() == fact.getClass()).findAny().orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("facts")
    void a_fact_is_written_as_its_example_to_the_byte_and_read_back(Fact fact) {
        var type = typeOf(fact);
        assertThat(JSON.writeValueAsString(fact)).isEqualTo(type.example().stripTrailing());
        assertThat(JSON.readValue(type.example(), type.fact())).isEqualTo(fact);
    }

    @ParameterizedTest
    @MethodSource("types")
    void an_example_keeps_to_its_schema(FactType type) {
        assertThat(schema(type)
                        .validate(
                                type.example(),
                                InputFormat.JSON,
                                c -> c.executionConfig(e -> e.formatAssertionsEnabled(true))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_schema_refuses_what_is_not_its_fact(FactType type) {
        assertThat(schema(type).validate(type.example().replaceFirst("\"\\w+\"", "\"id\""), InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema(type).validate(type.example().replace("\"street\":\"1", "\"street\":\"x"), InputFormat.JSON))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_schema_has_the_records_components_in_their_order_and_their_nullness(FactType type) {
        var schema = JSON.readTree(type.schema());
        assertSame(type.fact(), schema);
        if (schema.at("/$defs").has("entry")) assertSame(LedgerEntry.class, schema.at("/$defs/entry"));
        if (schema.at("/$defs").has("signature")) assertSame(Signature.class, schema.at("/$defs/signature"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_version_changes_only_by_optional_fields(FactType type) throws IOException {
        var frozen = JSON.readTree(Files.readString(
                FROZEN.resolve(type.service()).resolve(type.fact().getSimpleName() + ".v1.schema.json")));
        assertThat(Compatibility.breaks(frozen, JSON.readTree(type.schema()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void no_fact_has_a_field_for_a_person_or_a_door(FactType type) {
        var names = new TreeSet<String>();
        collectNames(JSON.readTree(type.schema()), names);
        assertThat(names).doesNotContainAnyElementsOf(PERSONAL);
    }

    @Test
    void every_fact_has_a_type_and_every_type_its_own_name() {
        assertThat(LedgerFact.TYPES.stream().<Class<?>>map(FactType::fact))
                .containsExactly(LedgerFact.class.getPermittedSubclasses());
        assertThat(DistrictFact.TYPES.stream().<Class<?>>map(FactType::fact))
                .containsExactly(DistrictFact.class.getPermittedSubclasses());
        assertThat(DemolitionFact.TYPES.stream().<Class<?>>map(FactType::fact))
                .containsExactly(DemolitionFact.class.getPermittedSubclasses());
        assertThat(facts().map(FactsTest::typeOf)).containsExactlyElementsOf(types().toList());
        assertThat(LedgerFact.TYPES.getFirst().type()).isEqualTo("org.chaiwei.ledger.ViolationRegistered.v1");
        assertThat(types().map(FactType::type)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledger", "demolition"})
    void a_frozen_schema_belongs_to_each_type(String service) throws IOException {
        try (var files = Files.list(FROZEN.resolve(service))) {
            assertThat(files)
                    .hasSize(Math.toIntExact(
                            types().filter(type -> type.service().equals(service))
                                    .count()));
        }
    }

    private static void assertSame(Class<?> type, JsonNode schema) {
        var components = type.getRecordComponents();
        assertThat(schema.path("properties").propertyNames())
                .containsExactlyElementsOf(
                        Arrays.stream(components).map(RecordComponent::getName).toList());
        for (var component : components) {
            var property = schema.path("properties").path(component.getName());
            assertThat(property.path("type").isArray())
                    .as("%s may be null", component)
                    .isEqualTo(component.getAnnotatedType().isAnnotationPresent(Nullable.class));
            assertThat(jsonType(property)).as("%s", component).isEqualTo(jsonType(component.getType()));
        }
    }

    private static String jsonType(JsonNode property) {
        if (property.has("$ref")) return "object";
        var type = property.path("type");
        return type.isArray() ? type.path(0).asString() : type.asString();
    }

    private static String jsonType(Class<?> type) {
        if (type == LedgerEntry.class) return "object";
        if (type == BigDecimal.class) return "number";
        if (type == int.class) return "integer";
        if (type == boolean.class) return "boolean";
        return type == List.class ? "array" : "string";
    }

    private static void collectNames(JsonNode schema, Set<String> names) {
        schema.path("properties").propertyNames().forEach(names::add);
        schema.path("$defs").forEach(definition -> collectNames(definition, names));
    }

    private static Schema schema(FactType type) {
        return SCHEMAS.getSchema(type.schema());
    }

    private static BigDecimal area(String m2) {
        return new BigDecimal(m2);
    }
}
