package org.chaiwei.demolition;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.chaiwei.contracts.FactType;
import org.chaiwei.contracts.ledger.LedgerFact;
import org.chaiwei.eventstore.UuidV7;
import org.chaiwei.platform.fact.FactReaction;
import org.chaiwei.platform.fact.ReceivedFact;
import org.chaiwei.platform.testing.Http;
import org.chaiwei.platform.testing.ServiceProperties;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole service on a real database, asked over HTTP, and told by the ledger what the test wants it to be told. All tests that extend
 * it share one running service; each has cases of its own.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class RunningService {

    private static final UUID EPOCH = UUID.fromString("01920000-0000-7000-8000-0000000000aa");
    private static final AtomicLong POSITIONS = new AtomicLong();

    @LocalServerPort
    private int port;

    @Autowired
    protected FactReaction reaction;

    protected Http http;

    @DynamicPropertySource
    static void environment(DynamicPropertyRegistry registry) {
        ServiceProperties.of("demolition", registry::add);
    }

    @BeforeEach
    void connect() {
        http = new Http(port);
    }

    /** The fact as it would come over Kafka, with an id of its own. */
    public static ReceivedFact received(LedgerFact fact) {
        var type = LedgerFact.TYPES.stream()
                .filter(known -> known.fact() == fact.getClass())
                .map(FactType::type)
                .findFirst()
                .orElseThrow();
        return new ReceivedFact(
                "ledger",
                EPOCH,
                POSITIONS.incrementAndGet(),
                UuidV7.next(),
                fact.violation(),
                type,
                fact,
                Instant.parse("2016-05-20T02:00:00Z"),
                UuidV7.next(),
                null);
    }

    protected void tell(LedgerFact... facts) {
        for (var fact : List.of(facts)) reaction.react(received(fact));
    }
}
