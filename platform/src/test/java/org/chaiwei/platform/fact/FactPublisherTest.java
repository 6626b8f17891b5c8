package org.chaiwei.platform.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.platform.counter.Counted;
import org.chaiwei.platform.counter.Instances;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http;
import org.chaiwei.platform.testing.KafkaProperties;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.platform.view.ConsistencyToken;
import org.chaiwei.servers.KafkaBroker;
import org.chaiwei.servers.KafkaUsers;
import org.chaiwei.servers.TestKafka;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a service publishes, as a reader of committed records sees it. */
class FactPublisherTest {

    private static final Duration LONG = Duration.ofSeconds(120);
    private static int services;

    private final String service = "publishing" + ++services;
    private final FactTopic topic = new FactTopic(service);
    private final UUID counter = UUID.randomUUID();

    @TempDir
    Path folder;

    @Test
    void each_fact_of_the_log_is_on_the_topic_in_its_order_and_says_where_it_comes_from() throws Exception {
        try (var one = instances().start()) {
            var token = add(one, counter, 1, 3);
            add(one, counter, 0, 5); // nobody else's affair
            add(one, UUID.randomUUID(), 2, 1);
            awaitPublished(one);

            var records = read(TestKafka.bootstrapServers());
            assertThat(positions(records)).containsExactly(1L, 2L, 3L, 9L);
            var first = records.getFirst();
            var key = counter.toString().getBytes(StandardCharsets.UTF_8);
            assertThat(first.key()).isEqualTo(key);
            assertThat(first.partition())
                    .as("where any client of Kafka would look for the key")
                    .isEqualTo(BuiltInPartitioner.partitionForKey(key, FactTopic.PARTITIONS));
            assertThat(new String(first.value(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"counter\":\"%s\",\"amount\":1}".formatted(counter));
            assertThat(headers(first))
                    .containsEntry("ce_specversion", "1.0")
                    .containsEntry("ce_source", "/chaiwei/" + service)
                    .containsEntry("ce_type", Counted.TYPE)
                    .containsEntry("ce_subject", counter.toString())
                    .containsEntry("ce_sequence", "0000000000000000001")
                    .containsEntry(
                            "ce_epoch",
                            one.getBean(EventLog.class).head().epoch().toString())
                    .containsEntry("content-type", "application/json")
                    .containsKeys("ce_id", "ce_time", "ce_correlationid");
            assertThat(token.fact()).isEqualTo(new ConsistencyToken.Fact(service, first.partition(), 3));
            assertThat(add(one, counter, 0, 1).fact())
                    .as("nothing to wait for elsewhere")
                    .isNull();

            var config = TestKafka.admin()
                    .describeConfigs(List.of(new ConfigResource(ConfigResource.Type.TOPIC, topic.name())))
                    .all()
                    .get()
                    .values()
                    .iterator()
                    .next();
            assertThat(config.get("retention.ms").value()).isEqualTo("-1");
            assertThat(config.get("cleanup.policy").value()).isEqualTo("delete");
            assertThat(Instances.http(one).get("/actuator/chaiwei").<Integer>json("$.publisher.lagEvents"))
                    .isZero();
        }
    }

    @Test
    void after_a_crash_between_kafkas_commit_and_its_position_the_same_facts_come_again_under_the_same_positions() {
        var instances = instances();
        try (var one = instances.start()) {
            add(one, counter, 1, 5);
            awaitPublished(one);
        }
        try (var again = instances.start()) {
            // As if the last batch's position had not been written.
            again.getBean(FactPublisher.class).stop();
            again.getBean(JdbcClient.class)
                    .sql("UPDATE publisher_position SET position = 2, claimed_by = NULL")
                    .update();
        }
        try (var restarted = instances.start()) {
            add(restarted, counter, 1, 1);
            awaitPublished(restarted);
            assertThat(positions(read(TestKafka.bootstrapServers())))
                    .containsExactly(1L, 2L, 3L, 4L, 5L, 3L, 4L, 5L, 6L);
        }
    }

    @Test
    void an_instance_that_was_away_for_too_long_can_publish_no_more() {
        var instances = instances();
        try (var stalled = instances.start()) {
            add(stalled, counter, 1, 1);
            awaitPublished(stalled);
            try (var other = instances.start()) {
                // Its claim has run out without its knowing, and the other instance has taken over.
                stalled.getBean(JdbcClient.class)
                        .sql(
                                "UPDATE publisher_position SET claimed_by = :other, claimed_until = clock_timestamp() + interval '15 seconds'")
                        .param("other", other.getBean(PublisherPosition.class).instance())
                        .update();
                await().atMost(LONG)
                        .until(() -> other.getBean(FactPublisher.class).isPublishing());
                add(stalled, counter, 1, 20);
                awaitPublished(other);
                await().atMost(LONG)
                        .until(() -> !stalled.getBean(FactPublisher.class).isPublishing());
                add(other, counter, 1, 1);
                awaitPublished(other);
                assertThat(positions(read(TestKafka.bootstrapServers())))
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, 22).boxed().toList());
            }
            // And when the other one ends it takes over again.
            await().atMost(LONG)
                    .until(() -> stalled.getBean(FactPublisher.class).isPublishing());
        }
    }

    @Test
    void while_kafka_is_away_the_service_works_the_lag_shows_and_all_drains_by_itself_afterwards() throws Exception {
        TestKafka.quiet();
        var port = TestKafka.freePort();
        var controller = TestKafka.freePort();
        var broker = KafkaBroker.start(folder, port, controller, TestKafka.PASSWORD);
        try {
            try (var admin = broker.admin()) {
                TestKafka.provision(admin, List.of(KafkaUsers.service(service)));
            }
            try (var one = instances(broker.bootstrapServers()).start()) {
                var http = Instances.http(one);
                add(one, counter, 1, 1);
                awaitPublished(one);
                broker.close();
                add(one, counter, 1, 10);
                await().atMost(LONG)
                        .until(() -> http.get("/actuator/health")
                                .<String>json("$.components.facts.status")
                                .equals("DEGRADED"));
                assertThat(http.get("/actuator/health").status()).isEqualTo(200);
                add(one, counter, 1, 10);
                assertThat(http.get("/actuator/chaiwei").<Integer>json("$.publisher.lagEvents"))
                        .isEqualTo(20);
                broker = KafkaBroker.start(folder, port, controller, TestKafka.PASSWORD);
                awaitPublished(one);
                await().atMost(LONG)
                        .until(() -> http.get("/actuator/health")
                                .<String>json("$.components.facts.status")
                                .equals("UP"));
                assertThat(positions(read(broker.bootstrapServers())))
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, 21).boxed().toList());
            }
        } finally {
            broker.close();
        }
    }

    @Test
    void a_topic_that_somebody_made_with_other_partitions_is_refused_and_said_so() throws Exception {
        TestKafka.addService(service);
        TestKafka.admin()
                .createTopics(List.of(new NewTopic(topic.name(), Optional.of(3), Optional.of((short) 1))))
                .all()
                .get();
        try (var one = instances().start()) {
            var http = Instances.http(one);
            await().atMost(LONG)
                    .until(() -> "WrongPartitions"
                            .equals(http.get("/actuator/chaiwei").json("$.publisher.failure")));
            assertThat(add(one, counter, 1, 1).position()).isEqualTo(1);
        }
    }

    @Test
    void without_kafka_in_its_configuration_a_service_publishes_and_reads_nothing_and_is_well() {
        try (var one = new Instances().start()) {
            assertThat(one.getBeansOfType(FactPublisher.class)).isEmpty();
            assertThat(one.getBeansOfType(FactConsumers.class)).isEmpty();
            assertThat(Instances.http(one).get("/actuator/health").status()).isEqualTo(200);
        }
    }

    private Instances instances() {
        TestKafka.addService(service);
        return instances(TestKafka.bootstrapServers());
    }

    private Instances instances(String bootstrapServers) {
        var properties = new HashMap<String, Object>();
        KafkaProperties.of(service, bootstrapServers, (name, value) -> properties.put(name, value.get()));
        properties.put("counter.origin", service + "-origin");
        return new Instances(properties);
    }

    private static ConsistencyToken add(ConfigurableApplicationContext instance, UUID counter, int amount, int times) {
        Http.Answer answer = Instances.http(instance)
                .post(
                        "/counters/" + counter + "/additions",
                        "{\"amount\":%d,\"times\":%d}".formatted(amount, times),
                        "Authorization",
                        "Bearer " + TestIssuer.shared().token(Role.OFFICE));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return ConsistencyToken.parse(answer.header(ConsistencyToken.HEADER));
    }

    private static void awaitPublished(ConfigurableApplicationContext instance) {
        var head = instance.getBean(EventLog.class).head().position();
        await().atMost(LONG)
                .until(() -> instance.getBean(PublisherPosition.class).position() == head);
    }

    /** All that is committed, partition by partition. */
    private List<ConsumerRecord<byte[], byte[]>> read(String bootstrapServers) {
        var settings = new HashMap<>(KafkaBroker.client(bootstrapServers, service, TestKafka.PASSWORD));
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = LongStream.range(0, FactTopic.PARTITIONS)
                    .mapToObj(number -> new TopicPartition(topic.name(), (int) number))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition)))
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        // Each key's order is its own; among keys the test has one that goes first.
        records.sort(java.util.Comparator.comparing(
                record -> !counter.toString().equals(new String(record.key(), StandardCharsets.UTF_8))));
        return records;
    }

    private static List<Long> positions(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> Long.parseLong(headers(record).get("ce_sequence")))
                .toList();
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        var headers = new HashMap<String, String>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }
}
