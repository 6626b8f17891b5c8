package org.chaiwei.platform.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.chaiwei.platform.fact.FactJson;
import org.chaiwei.platform.fact.FactReaction;
import org.chaiwei.platform.fact.FactReader;
import org.chaiwei.platform.fact.FactTypes;
import org.chaiwei.platform.fact.FactView;
import org.chaiwei.platform.fact.ReceivedFact;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands facts to a service's readers without Kafka, in the test's own thread: when a call returns, the rows are committed and the commands
 * recorded. A reader's failure is the caller's. What is read from JSON is read as it would be from the topic.
 *
 * <pre>{@code
 * var feed = FactFeedForTests.of(context);
 * feed.tell("org.chaiwei.ledger.LedgerClosed.v1", violation, json);   // as the next fact of its service
 * feed.give(fact);                                                    // or one that was made before, also once more
 * }</pre>
 */
public final class FactFeedForTests {

    private final List<FactReader> readers;
    private final TransactionTemplate transactions;
    private final Map<String, UUID> epochs = new HashMap<>();
    private final AtomicLong positions = new AtomicLong();
    private final Map<FactReader, Map<UUID, Long>> places = new HashMap<>();

    private FactFeedForTests(List<FactReader> readers, PlatformTransactionManager transactions) {
        this.readers = readers;
        this.transactions = new TransactionTemplate(transactions);
    }

    /** A feed to all readers of an application: one a context, for it counts the positions of what it gives. */
    public static FactFeedForTests of(ListableBeanFactory beans) {
        return new FactFeedForTests(
                List.copyOf(beans.getBeansOfType(FactReader.class).values()),
                beans.getBean(PlatformTransactionManager.class));
    }

    /** Gives the readers the next fact of its service, and returns it. */
    public ReceivedFact tell(String type, UUID key, String json) {
        var fact = fact(type, key, json);
        give(fact);
        return fact;
    }

    /** As {@link #tell(String, UUID, String)}, with the record itself. It goes through JSON all the same. */
    public ReceivedFact tell(String type, UUID key, Object data) {
        return tell(type, key, new String(FactJson.write(data), StandardCharsets.UTF_8));
    }

    /**
     * The next fact of its service, given to nobody yet.
     *
     * @throws IllegalArgumentException if no reader of the application reads the type
     */
    public ReceivedFact fact(String type, UUID key, String json) {
        var types = readers.stream()
                .flatMap(reader -> reader.reads().stream())
                .filter(read -> read.read().containsKey(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no reader reads " + type));
        return new ReceivedFact(
                types.service(),
                epochs.computeIfAbsent(types.service(), _ -> UUID.randomUUID()),
                positions.incrementAndGet(),
                UUID.randomUUID(),
                key,
                type,
                FactJson.read(
                        json.getBytes(StandardCharsets.UTF_8), types.read().get(type)),
                Instant.now(),
                UUID.randomUUID(),
                null);
    }

    /**
     * Gives a fact to every reader that reads its type. Once more, it reaches a view no more, whose place is beyond it, but a reaction again, as
     * after a crash before its place had moved.
     */
    public void give(ReceivedFact fact) {
        for (var reader : readers) if (reads(reader, fact)) give(reader, fact);
    }

    private void give(FactReader reader, ReceivedFact fact) {
        switch (reader) {
            case FactReaction reaction -> reaction.react(fact);
            case FactView view -> {
                var places = this.places.computeIfAbsent(reader, _ -> new HashMap<>());
                if (places.getOrDefault(fact.epoch(), 0L) >= fact.position()) return;
                transactions.executeWithoutResult(_ -> view.apply(List.of(fact)));
                places.put(fact.epoch(), fact.position());
            }
        }
    }

    private static boolean reads(FactReader reader, ReceivedFact fact) {
        return reader.reads().stream()
                .filter(types -> types.service().equals(fact.service()))
                .map(FactTypes::read)
                .anyMatch(read -> read.containsKey(fact.type()));
    }
}
