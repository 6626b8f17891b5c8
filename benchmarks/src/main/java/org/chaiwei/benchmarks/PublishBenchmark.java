package org.chaiwei.benchmarks;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.chaiwei.benchmarks.Report.Aim;
import org.chaiwei.benchmarks.Report.Result;
import org.chaiwei.eventstore.EventTypes;
import org.chaiwei.eventstore.PostgresEventStore;
import org.chaiwei.eventstore.StagedEvent;
import org.chaiwei.eventstore.UuidV7;
import org.chaiwei.platform.fact.FactLag;
import org.chaiwei.platform.fact.Publication;
import org.chaiwei.platform.view.View.Recorded;
import org.chaiwei.servers.KafkaBroker;
import org.chaiwei.servers.ServiceDatabase;
import org.chaiwei.servers.TestKafka;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How many facts a second get from a service's log onto Kafka, committed: reading and decoding events, asking the publication, writing JSON and CloudEvents, a
 * transaction a batch, the position kept in PostgreSQL. Beside it a plain transactional producer that has the same records ready in memory. The broker runs
 * in a process of its own on the same machine and takes its share of it.
 */
final class PublishBenchmark implements Benchmark {

    private static final int BATCH = 1_000;
    private static final int EVENTS_PER_SECOND = 20_000;
    private static final int STAGED_AT_ONCE = 20_000;
    private static final double FACTS_PER_SECOND_AIM = 15_000;
    private static final double OF_PLAIN_AIM = 0.3;
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    @Override
    public Report run(int rounds, int secondsPerRun, Consumer<String> progress) throws Exception {
        var ours = new ArrayList<Double>();
        var plain = new ArrayList<Double>();
        progress.accept("starting PostgreSQL, fsync on, and Kafka");
        TestKafka.quiet();
        try (var postgres = PrivatePostgres.start();
                var kafka = PrivateKafka.start()) {
            // The first round warms up and does not count.
            for (var round = 0; round <= rounds; round++) {
                var service = "bench" + round;
                var database = postgres.database(service);
                var events = (round == 0 ? 2 : secondsPerRun) * EVENTS_PER_SECOND;
                fill(database, events);
                kafka.add(service);
                var rate = publish(service, database, kafka, events);
                var peer = produce(service, kafka);
                progress.accept("round %d of %d, %,d facts: %,.0f/s, plain %,.0f/s"
                        .formatted(round, rounds, events, rate, peer));
                if (round == 0) continue;
                ours.add(rate);
                plain.add(peer);
            }
        }
        var ratios = IntStream.range(0, rounds)
                .mapToObj(round -> ours.get(round) / plain.get(round))
                .toList();
        var ratio = Math.round(median(ratios) * 100) / 100.0;
        return new Report(
                "publish",
                rounds,
                List.of(
                        new Result("chaiwei", 1, Math.round(median(ours)), 0, 0),
                        new Result("plain", 1, Math.round(median(plain)), 0, 0)),
                Map.of("plain@1", ratio),
                List.of(
                        Aim.atLeast("facts a second", FACTS_PER_SECOND_AIM, Math.round(median(ours))),
                        Aim.atLeast("plain@1", OF_PLAIN_AIM, ratio)));
    }

    /** A fact of a ledger's size. */
    record Told(
            UUID entry,
            String number,
            String street,
            BigDecimal amount,
            List<String> tags,
            LocalDate on,
            String actor) {}

    private static void fill(ServiceDatabase database, int events) throws SQLException {
        BenchService.migrate(database);
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(database.jdbcUrl());
        dataSource.setUser(database.app());
        dataSource.setPassword(database.appPassword());
        try (var store = PostgresEventStore.of(dataSource, database::asApp, AppendSide.TYPES)
                .open()) {
            for (var first = 0; first < events; first += STAGED_AT_ONCE) {
                var batch = UuidV7.next();
                try (var connection = database.asApp()) {
                    connection.setAutoCommit(false);
                    store.staged()
                            .stage(
                                    connection,
                                    batch,
                                    IntStream.range(0, Math.min(STAGED_AT_ONCE, events - first))
                                            .mapToObj(_ -> event())
                                            .toList());
                    connection.commit();
                }
                while (store.staged().appendNext(batch, 2_000).remaining() > 0)
                    ;
            }
        }
    }

    private static StagedEvent event() {
        var id = UuidV7.next();
        return new StagedEvent(
                id, "Entry", 0, AppendSide.event(id), Map.of("actor", "office-1", "correlationId", id.toString()));
    }

    /** A service with nothing but a log and a publication. */
    @Configuration
    @EnableAutoConfiguration
    static class Publishing {

        @Bean
        EventTypes eventTypes() {
            return AppendSide.TYPES;
        }

        @Bean
        Publication publication(org.springframework.core.env.Environment environment) {
            var service = environment.getRequiredProperty("chaiwei.service");
            var type = "org.chaiwei.bench.Told.v1";
            return new Publication() {
                @Override
                public String service() {
                    return service;
                }

                @Override
                public List<String> types() {
                    return List.of(type);
                }

                @Override
                public Optional<Outgoing> factOf(Recorded event, String actor) {
                    return event.event() instanceof AppendSide.Entered entered
                            ? Optional.of(new Outgoing(
                                    type,
                                    entered.entry(),
                                    new Told(
                                            entered.entry(),
                                            entered.number(),
                                            entered.street(),
                                            entered.amount(),
                                            entered.tags(),
                                            entered.on(),
                                            actor)))
                            : Optional.empty();
                }
            };
        }
    }

    private static double publish(String service, ServiceDatabase database, PrivateKafka kafka, int events) {
        try (var running = new SpringApplicationBuilder(Publishing.class)
                .properties(BenchService.properties(service, database, kafka))
                .run()) {
            var lag = running.getBean(FactLag.class);
            // From the first batch that is out: the rest of the service's start is not what is measured.
            var first = await(lag, 1);
            var began = System.nanoTime();
            await(lag, events);
            return (events - first) / ((System.nanoTime() - began) / 1e9);
        }
    }

    private static long await(FactLag lag, long position) {
        var deadline = System.nanoTime() + START_LIMIT.toNanos() * 5;
        while (System.nanoTime() < deadline) {
            var report = lag.publisher();
            if (report != null && report.position() >= position) return report.position();
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
        throw new IllegalStateException("position " + position + " was not published in time");
    }

    /** The same records once more, out of memory. */
    private static double produce(String service, PrivateKafka kafka) throws Exception {
        var from = "chaiwei." + service + ".facts.v1";
        var to = "chaiwei." + service + ".plain.v1";
        var client = KafkaBroker.client(kafka.bootstrapServers, service, PrivateKafka.PASSWORD);
        var records = records(client, from, to);
        try (var admin = KafkaBroker.admin(kafka.bootstrapServers, PrivateKafka.PASSWORD)) {
            admin.createTopics(List.of(new NewTopic(to, 6, (short) 1))).all().get();
        }
        var settings = new HashMap<>(client);
        settings.put("transactional.id", service + ".plain");
        settings.put("linger.ms", 20);
        settings.put("batch.size", 128 * 1024);
        settings.put("compression.type", "lz4");
        settings.put("retry.backoff.ms", 2);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            var began = System.nanoTime();
            for (var first = 0; first < records.size(); first += BATCH) {
                producer.beginTransaction();
                for (var record : records.subList(first, Math.min(records.size(), first + BATCH)))
                    producer.send(record);
                producer.commitTransaction();
            }
            return records.size() / ((System.nanoTime() - began) / 1e9);
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> records(Map<String, Object> client, String from, String to) {
        var settings = new HashMap<>(client);
        settings.put("isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = IntStream.range(0, 6)
                    .mapToObj(number -> new TopicPartition(from, number))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L)))
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> records.add(new ProducerRecord<>(
                                to, record.partition(), record.key(), record.value(), record.headers())));
            return records;
        }
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
