package org.chaiwei.eventstore;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;

/**
 * A service's event store, wired: one a process, opened after the migrations, closed with the process.
 *
 * {@snippet :
 * try (var store = PostgresEventStore.of(dataSource, connections, types).open()) {
 *     store.axon();       // for Axon's repositories and processors
 *     store.log();        // to read without Axon
 *     store.staged();     // to append in bulk
 * }
 * }
 */
public final class PostgresEventStore implements AutoCloseable {

    private final DataSource dataSource;
    private final EventLog log;
    private final HeadWatch watch;
    private final AppendLane lane;
    private final StagedAppend staged;
    private final PostgresEventStorageEngine engine;
    private final RecentPages pages;
    private final PositionedEventStore axon;

    private PostgresEventStore(Builder builder) {
        dataSource = builder.dataSource;
        log = new EventLog(dataSource);
        var epoch = log.head().epoch();
        var serializer = new EventSerializer(builder.types);
        var encoder = new EventEncoder(serializer, new EventTypeIds(dataSource));
        watch = new HeadWatch(builder.connections, log);
        lane = new AppendLane(builder.connections, builder.settings, epoch, watch, builder.meters);
        staged = new StagedAppend(
                encoder, new LogConnection(builder.connections, "event-store bulk", builder.settings), epoch, watch);
        engine = new PostgresEventStorageEngine(log, lane, encoder, serializer, builder.upcasters);
        pages = new RecentPages(log::read, engine::messages);
        axon = new PositionedEventStore(engine, pages, watch);
        Gauge.builder("chaiwei.log.position", watch, HeadWatch::position).register(builder.meters);
    }

    /**
     * @param dataSource a pool with the service's rights, for reading
     * @param connections opens the connections that the store keeps for itself
     * @param types names of all event classes of the service
     */
    public static Builder of(DataSource dataSource, ConnectionSource connections, EventTypes types) {
        return new Builder(dataSource, connections, types);
    }

    /** The event store for Axon's configuration. */
    public PositionedEventStore axon() {
        return axon;
    }

    /** The storage engine behind {@link #axon()}. */
    public PostgresEventStorageEngine engine() {
        return engine;
    }

    public EventLog log() {
        return log;
    }

    public AppendLane lane() {
        return lane;
    }

    public StagedAppend staged() {
        return staged;
    }

    /** The highest position that this process knows to be recorded; at most half a second behind the log. Costs nothing. */
    public long knownPosition() {
        return watch.position();
    }

    /**
     * Calls the listener whenever the log has grown, by whichever instance, on a thread that it must not hold up.
     *
     * @return ends the calls
     */
    public Runnable onGrowth(Runnable listener) {
        return watch.onAdvance(listener);
    }

    /** Forgets the {@link AppendKey}s of appends recorded before the instant. Their events stay. */
    public int forgetKeysBefore(Instant instant) {
        try (var connection = dataSource.getConnection();
                var statement =
                        connection.prepareStatement("DELETE FROM event_store.append_key WHERE recorded_at < ?")) {
            statement.setObject(1, instant.atOffset(ZoneOffset.UTC));
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new EventStoreException("cannot forget append keys", e);
        }
    }

    /** Appends what waits, then stops. Streams that are still open find nothing more. */
    @Override
    public void close() {
        lane.close();
        staged.close();
        pages.close();
        watch.close();
    }

    /** What a store may be given beside what it needs. */
    public static final class Builder {

        private final DataSource dataSource;
        private final ConnectionSource connections;
        private final EventTypes types;
        private EventUpcaster upcasters = NoOpEventUpcaster.INSTANCE;
        private LaneSettings settings = LaneSettings.DEFAULT;
        private MeterRegistry meters = new SimpleMeterRegistry();

        private Builder(DataSource dataSource, ConnectionSource connections, EventTypes types) {
            this.dataSource = dataSource;
            this.connections = connections;
            this.types = types;
        }

        /** Lifts events of older revisions. */
        public Builder upcasters(EventUpcaster upcasters) {
            this.upcasters = upcasters;
            return this;
        }

        public Builder settings(LaneSettings settings) {
            this.settings = settings;
            return this;
        }

        public Builder meters(MeterRegistry meters) {
            this.meters = meters;
            return this;
        }

        /** @throws EventStoreException if the database can't be reached or was not migrated */
        public PostgresEventStore open() {
            return new PostgresEventStore(this);
        }
    }
}
