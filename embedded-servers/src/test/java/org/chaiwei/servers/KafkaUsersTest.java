package org.chaiwei.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may do what, asked of the broker itself. */
class KafkaUsersTest {

    private static final String LEDGER = "chaiwei.ledger.facts.v1";
    private static final String DEMOLITION = "chaiwei.demolition.facts.v1";
    private static final Duration LONG = Duration.ofSeconds(30);

    @BeforeAll
    static void each_service_makes_its_own_topic_and_writes_to_it() throws Exception {
        create("ledger", LEDGER);
        create("demolition", DEMOLITION);
        send("ledger", "ledger.publisher", LEDGER, "registered");
        send("demolition", "demolition.publisher", DEMOLITION, "demolished");
    }

    @AfterAll
    static void leave_nothing() {
        TestKafka.deleteTopicsOf("ledger");
        TestKafka.deleteTopicsOf("demolition");
    }

    @Test
    void a_service_reads_what_the_others_write() {
        assertThat(read("demolition", "demolition.leads", LEDGER)).containsExactly("registered");
        assertThat(read("ledger", "ledger.posting", DEMOLITION)).containsExactly("demolished");
    }

    @Test
    void a_service_can_neither_write_nor_make_anothers_topic_nor_pass_for_its_publisher() {
        assertThatThrownBy(() -> send("demolition", "demolition.publisher", LEDGER, "forged"))
                .hasRootCauseInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> send("demolition", "ledger.publisher", DEMOLITION, "fenced"))
                .isInstanceOf(TransactionalIdAuthorizationException.class);
        assertThatThrownBy(() -> create("demolition", "chaiwei.ledger.facts.v2"))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> read("demolition", "ledger.posting", LEDGER))
                .isInstanceOf(GroupAuthorizationException.class);
    }

    @Test
    void a_service_cannot_delete_even_its_own_topic() {
        try (var admin = Admin.create(TestKafka.client("ledger"))) {
            assertThatThrownBy(() -> admin.deleteTopics(List.of(LEDGER)).all().get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void a_department_reads_what_it_was_granted_and_nothing_else() throws Exception {
        assertThat(read("department", "department.board", LEDGER)).containsExactly("registered");
        assertThatThrownBy(() -> read("department", "department.board", DEMOLITION))
                .isInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> read("department", "ledger.posting", LEDGER))
                .isInstanceOf(GroupAuthorizationException.class);
        try (var admin = Admin.create(TestKafka.client("department"))) {
            assertThat(admin.listTopics().names().get()).containsExactly(LEDGER);
        }
    }

    @Test
    void a_department_writes_nothing() {
        for (var topic : List.of(LEDGER, DEMOLITION, "chaiwei.department.facts.v1"))
            assertThatThrownBy(() -> send("department", null, topic, "forged"))
                    .hasCauseInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> create("department", "chaiwei.department.facts.v1"))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void nobody_gets_in_without_the_right_password() {
        for (var wrong : List.of(
                KafkaBroker.client(TestKafka.bootstrapServers(), "ledger", "guessed"),
                KafkaBroker.client(TestKafka.bootstrapServers(), "nobody", TestKafka.PASSWORD)))
            try (var admin = Admin.create(wrong)) {
                assertThatThrownBy(() -> admin.listTopics().names().get())
                        .hasCauseInstanceOf(SaslAuthenticationException.class);
            }
    }

    private static void create(String user, String topic) throws Exception {
        try (var admin = Admin.create(TestKafka.client(user))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private static void send(String user, String transactionalId, String topic, String value)
            throws InterruptedException, ExecutionException {
        var settings = new java.util.HashMap<>(TestKafka.client(user));
        if (transactionalId != null) settings.put("transactional.id", transactionalId);
        settings.put("max.block.ms", 10_000);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            if (transactionalId == null) {
                producer.send(new ProducerRecord<>(topic, value)).get();
                return;
            }
            producer.initTransactions();
            producer.beginTransaction();
            var sent = producer.send(new ProducerRecord<>(topic, value));
            producer.flush();
            sent.get();
            producer.commitTransaction();
        }
    }

    private static List<String> read(String user, String group, String topic) {
        var settings = new java.util.HashMap<>(TestKafka.client(user));
        settings.putAll(Map.of(
                "group.id",
                group,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "isolation.level",
                "read_committed"));
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            var values = new ArrayList<String>();
            for (var deadline = System.nanoTime() + LONG.toNanos(); values.isEmpty() && System.nanoTime() < deadline; )
                consumer.poll(Duration.ofMillis(200)).forEach(read -> values.add(read.value()));
            return values;
        }
    }
}
