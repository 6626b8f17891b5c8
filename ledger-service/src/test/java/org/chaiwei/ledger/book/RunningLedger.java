package org.chaiwei.ledger.book;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.eventstore.StagedAppend;
import org.chaiwei.eventstore.StagedEvent;
import org.chaiwei.ledger.violation.ViolationEvent;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http;
import org.chaiwei.platform.testing.ServiceProperties;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.platform.view.ConsistencyToken;
import org.chaiwei.platform.view.View.Recorded;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service on a database of its own, asked over HTTP; events are put straight into its log. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "chaiwei.master-key=" + RunningLedger.MASTER_KEY)
@DirtiesContext
public abstract class RunningLedger {

    static final String MASTER_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    @Autowired
    private StagedAppend staged;

    @Autowired
    private DataSource dataSource;

    @Autowired
    protected EventLog eventLog;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void environment(DynamicPropertyRegistry registry) {
        ServiceProperties.of("ledger", registry::add);
    }

    protected int port() {
        return port;
    }

    protected Http http() {
        return new Http(port);
    }

    /** The headers of a caller with this role who wants to see everything recorded so far. */
    protected String[] as(Role role, String... streets) {
        return new String[] {
            "Authorization",
            "Bearer " + TestIssuer.shared().token(role, streets),
            ConsistencyToken.HEADER,
            everything(),
            "Accept-Language",
            "en"
        };
    }

    /** The headers of anyone who wants to see everything recorded so far. */
    protected String[] anyone() {
        return new String[] {ConsistencyToken.HEADER, everything()};
    }

    private String everything() {
        var head = eventLog.head();
        return new ConsistencyToken(head.epoch(), head.position()).text();
    }

    /** Appends these events of one entry, from this sequence on. */
    protected void happened(UUID violation, long firstSequence, ViolationEvent... events) {
        var recorded = new ArrayList<Recorded>();
        for (var event : events)
            recorded.add(new Recorded(0, Instant.EPOCH, violation, firstSequence + recorded.size(), event));
        happened(recorded);
    }

    /** Appends these events in their order; the log gives them its own positions and times. */
    protected void happened(List<Recorded> events) {
        try (var connection = dataSource.getConnection()) {
            append(staged, connection, events);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void append(StagedAppend staged, Connection connection, List<Recorded> events) {
        var batch = UUID.randomUUID();
        staged.stage(
                connection,
                batch,
                events.stream()
                        .map(event -> new StagedEvent(
                                event.aggregate(), "Violation", event.sequence(), event.event(), Map.of()))
                        .toList());
        while (staged.remaining(batch) > 0) staged.appendNext(batch, 2_000);
    }
}
