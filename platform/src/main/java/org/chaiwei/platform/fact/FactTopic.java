package org.chaiwei.platform.fact;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Utils;

/**
 * The topic of a service's facts, {@code chaiwei.<service>.facts.v1}. Facts of one key are in one partition, the one that Kafka's own clients choose for
 * it. Nothing is ever deleted from it: whoever comes later reads the whole story.
 */
record FactTopic(String service) {

    /** For good: another count is another version of the topic, for it would part a key's older facts from its newer ones. */
    static final int PARTITIONS = 6;

    String name() {
        return "chaiwei." + service + ".facts.v1";
    }

    static byte[] keyBytes(UUID key) {
        return key.toString().getBytes(StandardCharsets.UTF_8);
    }

    static int partitionOf(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key)) % PARTITIONS;
    }

    static int partitionOf(UUID key) {
        return partitionOf(keyBytes(key));
    }

    /**
     * Creates the topic if it is missing.
     *
     * @throws WrongPartitions if there is one with another partition count
     * @throws KafkaException if Kafka is away or refuses
     */
    void create(Admin admin, KafkaSettings settings) throws InterruptedException {
        try {
            var partitions = partitions(admin);
            if (partitions == 0) {
                make(admin, settings);
                partitions = partitions(admin);
            }
            if (partitions != 0 && partitions != PARTITIONS) throw new WrongPartitions(name(), partitions);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        }
    }

    /** A topic that somebody made otherwise: to publish into it would break the order of facts. */
    static final class WrongPartitions extends RuntimeException {
        WrongPartitions(String topic, int partitions) {
            super("the topic %s has %d partitions instead of %d".formatted(topic, partitions, PARTITIONS));
        }
    }

    private int partitions(Admin admin) throws InterruptedException, ExecutionException {
        try {
            var described =
                    admin.describeTopics(List.of(name())).topicNameValues().get(name());
            return described == null ? 0 : described.get().partitions().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) return 0;
            throw e;
        }
    }

    private void make(Admin admin, KafkaSettings settings) throws InterruptedException, ExecutionException {
        var topic = new NewTopic(name(), PARTITIONS, settings.replicationFactor())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        "-1",
                        TopicConfig.RETENTION_BYTES_CONFIG,
                        "-1",
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                        Integer.toString(settings.minInsyncReplicas())));
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) throw e; // another instance was faster
        }
    }
}
