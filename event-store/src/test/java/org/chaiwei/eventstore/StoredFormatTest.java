package org.chaiwei.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What stands in the tables. A change here is a change of what is stored for good: it needs a new revision, or a migration. */
class StoredFormatTest {

    record Measured(
            UUID entry,
            String text,
            BigDecimal areaM2,
            BigDecimal large,
            @Nullable String absent,
            List<String> tags,
            int storeys,
            boolean legacy,
            LocalDate on,
            Instant at,
            OffsetDateTime there) {}

    private static final EventTypes TYPES = EventTypes.of(EventTypes.named("Measured", 3, Measured.class));
    private static final UUID ENTRY = UUID.fromString("019a0000-0000-7000-8000-000000000001");
    private static final Measured EVENT = new Measured(
            ENTRY,
            "大栅栏 \"12\" 号\u0000",
            new BigDecimal("12.50"),
            new BigDecimal("1E+3"),
            null,
            List.of("B", "A"),
            2,
            true,
            LocalDate.of(2016, 2, 29),
            Instant.parse("2016-02-29T16:00:00.5Z"),
            OffsetDateTime.parse("2016-03-01T00:00:00.5+08:00"));
    private static final String JSON = """
            {"entry":"019a0000-0000-7000-8000-000000000001","text":"大栅栏 \\"12\\" 号\\u0000","areaM2":12.50,"large":1000,"absent":null,\
            "tags":["B","A"],"storeys":2,"legacy":true,"on":"2016-02-29","at":"2016-02-29T16:00:00.500Z",\
            "there":"2016-03-01T00:00:00.5+08:00"}""";

    private final EventSerializer serializer = new EventSerializer(TYPES);

    @Test
    void the_columns_are_as_specified() throws Exception {
        try (var owner = TestStore.migrated().asOwner();
                var statement = owner.createStatement();
                var rows = statement.executeQuery("""
                        SELECT table_name, string_agg(column_name || ' ' || data_type || CASE is_nullable WHEN 'NO' THEN '' ELSE ' null' END, ', ' ORDER BY ordinal_position)
                          FROM information_schema.columns WHERE table_schema = 'event_store' GROUP BY 1 ORDER BY 1
                        """)) {
            var tables = new ArrayList<String>();
            while (rows.next()) tables.add(rows.getString(1) + ": " + rows.getString(2));
            assertThat(tables)
                    .containsExactly(
                            "append_key: scope bytea, body bytea, first_position bigint, last_position bigint, recorded_at timestamp with time zone",
                            "event: position bigint, recorded_at timestamp with time zone, aggregate_id uuid, event_id uuid, sequence bigint, type integer, payload bytea, metadata bytea",
                            "event_type: id integer, aggregate_type text, name text, revision integer",
                            "head: only_one boolean, epoch uuid, position bigint, recorded_at timestamp with time zone",
                            "staged_event: batch uuid, ordinal bigint, aggregate_id uuid, event_id uuid, sequence bigint, type integer, payload bytea, metadata bytea");
        }
    }

    @Test
    void an_event_is_stored_under_its_name_and_revision_as_plain_json() {
        var database = TestStore.migrated();
        try (var pool = TestStore.pool(database);
                var store = PostgresEventStore.of(pool, database::asApp, TYPES).open()) {
            var message = new GenericDomainEventMessage<>(
                    "Entry", ENTRY.toString(), 0, EVENT, MetaData.from(Map.of("actor", "office-1")));
            store.engine().appendEvents(message);
            var stored = store.log().read(0, 10).getFirst();
            assertThat(stored.position()).isEqualTo(1);
            assertThat(stored.aggregateId()).isEqualTo(ENTRY);
            assertThat(stored.sequence()).isZero();
            assertThat(stored.aggregateType()).isEqualTo("Entry");
            assertThat(stored.type()).isEqualTo("Measured");
            assertThat(stored.revision()).isEqualTo(3);
            assertThat(stored.eventId()).isEqualTo(UUID.fromString(message.getIdentifier()));
            assertThat(stored.eventId().version()).isEqualTo(7);
            assertThat(new String(stored.payload(), StandardCharsets.UTF_8)).isEqualTo(JSON);
            assertThat(new String(stored.metadata(), StandardCharsets.UTF_8)).isEqualTo("{\"actor\":\"office-1\"}");
            var read = store.axon().readEvents(ENTRY.toString()).next();
            assertThat(read.getPayload())
                    .usingRecursiveComparison()
                    .ignoringFields("large")
                    .isEqualTo(EVENT);
            assertThat(read.getTimestamp()).isEqualTo(stored.recordedAt());
        }
    }

    @Test
    void decimals_keep_their_scale_through_an_upcasters_tree() {
        var bytes = JSON.getBytes(StandardCharsets.UTF_8);
        var tree = serializer.getConverter().convert(bytes, JsonNode.class);
        assertThat(new String(serializer.getConverter().convert(tree, byte[].class), StandardCharsets.UTF_8))
                .isEqualTo(JSON);
    }

    @Test
    void a_property_of_tomorrow_is_passed_over() {
        var later =
                JSON.replace("\"storeys\":2", "\"storeys\":2,\"balconies\":1").getBytes(StandardCharsets.UTF_8);
        assertThat((Measured)
                        serializer.deserialize(new SimpleSerializedObject<>(later, byte[].class, "Measured", "3")))
                .extracting(Measured::storeys)
                .isEqualTo(2);
    }

    @Test
    void a_type_or_revision_that_the_service_does_not_know_is_an_error() {
        assertThatThrownBy(() -> serializer.classForType(
                        new SimpleSerializedObject<>(new byte[0], byte[].class, "Measured", "2").getType()))
                .isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> serializer.classForType(
                        new SimpleSerializedObject<>(new byte[0], byte[].class, "Unheard", "1").getType()))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void a_class_without_a_name_is_not_stored() {
        assertThatThrownBy(() -> serializer.serialize("a string", byte[].class))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
