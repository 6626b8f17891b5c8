package org.chaiwei.platform.fact;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.chaiwei.platform.view.RebuildSource;
import org.springframework.transaction.support.TransactionOperations;

/** A {@link FactView}, rebuilt from the topics that feed it. */
record FactSource(
        FactView of,
        FactJudge judge,
        FactPlaceTable places,
        ParkedFacts parked,
        TransactionOperations transactions,
        KafkaSettings kafka,
        String service)
        implements RebuildSource {

    /** Kept between two polls: a service has little room beside what it serves with. */
    private static final int FETCH_BYTES_MAX = 8 << 20;

    @Override
    public String view() {
        return of.name();
    }

    @Override
    public List<String> tables() {
        return of.tables();
    }

    @Override
    public Replay replay() {
        return new FactReplay(
                of,
                judge,
                places,
                parked,
                transactions,
                new KafkaConsumer<>(
                        settings(kafka, service + "." + of.name() + ".rebuild"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer()));
    }

    /** In no group: it reads what the reader's own consumers have read, and takes no partition from them. */
    private static Map<String, Object> settings(KafkaSettings kafka, String client) {
        var settings = new HashMap<>(kafka.common());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // What is gone from a topic must not be passed over.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, FactView.REBUILD_BATCH_MAX);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES_MAX);
        // While the serving view is held, a partition must not wait for a fetch of others that finds nothing.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        settings.put(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
        settings.put(ConsumerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500);
        return settings;
    }
}
