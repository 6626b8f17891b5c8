package org.chaiwei.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.PostgresTokenTableFactory;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.chaiwei.benchmarks.LatencyBenchmark.Clock;
import org.chaiwei.eventstore.EventTypes;
import org.chaiwei.eventstore.PostgresEventStore;
import org.chaiwei.platform.fact.FactTypes;
import org.chaiwei.platform.fact.FactView;
import org.chaiwei.platform.fact.Publication;
import org.chaiwei.platform.fact.ReceivedFact;
import org.chaiwei.platform.view.View;
import org.chaiwei.servers.ServiceDatabase;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A command side with one or more views of its events. The same event, and the same row in a table of the same shape, on each side. */
interface LatencySide extends AutoCloseable {

    String OWN = "own";
    String OTHER = "other";
    String STOCK = "stock";
    String WOKEN = "woken";

    /** What it shows entries in. */
    List<String> views();

    Clock clock();

    /** Sends one command that makes a new aggregate with one event, and waits until that is durable. Called by many threads. */
    void enter(UUID entry);

    @Override
    void close();

    String INSERT = "INSERT INTO shown (entry, number, street, amount, on_day) VALUES (?, ?, ?, ?, ?)";

    private static void createTable(ServiceDatabase database) throws SQLException {
        try (var owner = database.asOwner();
                var statement = owner.createStatement()) {
            statement.execute("""
                    CREATE TABLE shown (entry uuid PRIMARY KEY, number text NOT NULL, street text NOT NULL,
                                        amount numeric(14,2) NOT NULL, on_day date NOT NULL)""");
            statement.execute("GRANT SELECT, INSERT ON shown TO " + database.app());
        }
    }

    private static void insert(JdbcTemplate jdbc, List<AppendSide.Entered> entries) {
        jdbc.batchUpdate(
                INSERT,
                entries.stream()
                        .map(e -> new Object[] {e.entry(), e.number(), e.street(), e.amount(), e.on()})
                        .toList());
    }

    /** Writes the rows within Spring's transaction, and stops the clock for each when that is committed. */
    private static void show(JdbcTemplate jdbc, Clock clock, String view, List<AppendSide.Entered> entries) {
        insert(jdbc, entries);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                for (var entry : entries) clock.shown(view, entry.entry());
            }
        });
    }

    /** Two of this project's services: one that is told and shows, and one that hears of it and shows. */
    static LatencySide chaiwei(PrivatePostgres postgres, PrivateKafka kafka) throws Exception {
        var teller = postgres.database("teller");
        var listener = postgres.database("listener");
        for (var database : List.of(teller, listener)) {
            BenchService.migrate(database);
            createTable(database);
        }
        kafka.add("teller");
        kafka.add("listener");
        return new Chaiwei(
                new Clock(List.of(OWN, OTHER)),
                BenchService.properties("teller", teller, kafka),
                BenchService.properties("listener", listener, kafka));
    }

    /**
     * Axon's JDBC engine, embedded store, JDBC token store and pooled streaming processor with the settings they come with.
     *
     * @param woken whether the processor is told of each append, and reads the table itself instead of the store's cache of the latest events, which
     *     fills on a thread of its own
     */
    static LatencySide stock(PrivatePostgres postgres, boolean woken) throws Exception {
        var database = postgres.database(woken ? "woken" : "stock");
        createTable(database);
        return new Stock(woken ? WOKEN : STOCK, database, woken);
    }

    final class Chaiwei implements LatencySide {

        private static final String FACT = "org.chaiwei.teller.Entered.v1";

        private final Clock clock;
        private final ConfigurableApplicationContext teller;
        private final ConfigurableApplicationContext listener;
        private final AppendSide.Commands commands;

        private Chaiwei(Clock clock, Map<String, Object> tellerSettings, Map<String, Object> listenerSettings) {
            this.clock = clock;
            this.teller = start(Telling.class, tellerSettings);
            this.listener = start(Listening.class, listenerSettings);
            this.commands = new AppendSide.Commands(
                    NoTransactionManager.instance(),
                    teller.getBean(PostgresEventStore.class).axon());
        }

        private ConfigurableApplicationContext start(Class<?> service, Map<String, Object> settings) {
            return new SpringApplicationBuilder(service)
                    .properties(settings)
                    .initializers(context -> context.getBeanFactory().registerSingleton("clock", clock))
                    .run();
        }

        @Override
        public List<String> views() {
            return List.of(OWN, OTHER);
        }

        @Override
        public Clock clock() {
            return clock;
        }

        @Override
        public void enter(UUID entry) {
            commands.send(entry);
        }

        @Override
        public void close() {
            listener.close();
            teller.close();
        }

        @Configuration
        @EnableAutoConfiguration
        static class Telling {

            @Bean
            EventTypes eventTypes() {
                return AppendSide.TYPES;
            }

            @Bean
            View own(JdbcTemplate jdbc, Clock clock) {
                return new View() {
                    @Override
                    public String name() {
                        return "own";
                    }

                    @Override
                    public List<String> tables() {
                        return List.of("shown");
                    }

                    @Override
                    public void apply(List<Recorded> batch) {
                        show(
                                jdbc,
                                clock,
                                OWN,
                                batch.stream()
                                        .map(recorded -> (AppendSide.Entered) recorded.event())
                                        .toList());
                    }
                };
            }

            @Bean
            Publication publication() {
                return new Publication() {
                    @Override
                    public String service() {
                        return "teller";
                    }

                    @Override
                    public List<String> types() {
                        return List.of(FACT);
                    }

                    @Override
                    public Optional<Outgoing> factOf(View.Recorded event, String actor) {
                        return Optional.of(new Outgoing(FACT, event.aggregate(), event.event()));
                    }
                };
            }
        }

        @Configuration
        @EnableAutoConfiguration
        static class Listening {

            @Bean
            FactView other(JdbcTemplate jdbc, Clock clock) {
                return new FactView() {
                    @Override
                    public String name() {
                        return "other";
                    }

                    @Override
                    public List<FactTypes> reads() {
                        return List.of(FactTypes.from("teller").reading(FACT, AppendSide.Entered.class));
                    }

                    @Override
                    public List<String> tables() {
                        return List.of("shown");
                    }

                    @Override
                    public void apply(List<ReceivedFact> batch) {
                        show(
                                jdbc,
                                clock,
                                OTHER,
                                batch.stream()
                                        .map(fact -> (AppendSide.Entered) fact.data())
                                        .toList());
                    }
                };
            }
        }
    }

    final class Stock implements LatencySide {

        private static final int CONNECTIONS = 64;
        private static final int PROCESSOR_THREADS = 4;

        private final String name;
        private final Clock clock;
        private final HikariDataSource pool;
        private final EmbeddedEventStore store;
        private final AppendSide.Commands commands;
        private final ScheduledExecutorService coordinator = Executors.newSingleThreadScheduledExecutor();
        private final ScheduledExecutorService workers = Executors.newScheduledThreadPool(PROCESSOR_THREADS);
        private final PooledStreamingEventProcessor processor;

        private Stock(String name, ServiceDatabase database, boolean woken) {
            this.name = name;
            this.clock = new Clock(List.of(name));
            pool = AppendSide.pool(database.jdbcUrl(), database.owner(), database.ownerPassword(), CONNECTIONS);
            var transactions = new SpringTransactionManager(new DataSourceTransactionManager(pool));
            var engine = AppendSide.stockEngine(pool, transactions);
            var tokens = JdbcTokenStore.builder()
                    .connectionProvider(new SpringDataSourceConnectionProvider(pool))
                    .serializer(Jackson3Serializer.builder().build())
                    .build();
            tokens.createSchema(PostgresTokenTableFactory.INSTANCE);
            store = woken
                    ? new Waking(
                            EmbeddedEventStore.builder().storageEngine(engine).optimizeEventConsumption(false))
                    : EmbeddedEventStore.builder().storageEngine(engine).build();
            commands = new AppendSide.Commands(transactions, store);
            processor = PooledStreamingEventProcessor.builder()
                    .name("shown")
                    .eventHandlerInvoker(new Showing(new JdbcTemplate(pool)))
                    .messageSource(store instanceof Waking waking ? waking.source() : store)
                    .tokenStore(tokens)
                    .transactionManager(transactions)
                    .coordinatorExecutor(coordinator)
                    .workerExecutor(workers)
                    .build();
            processor.start();
        }

        /** The handler: the row in the processor's transaction. */
        private final class Showing implements EventHandlerInvoker {

            private final JdbcTemplate jdbc;

            Showing(JdbcTemplate jdbc) {
                this.jdbc = jdbc;
            }

            @Override
            public boolean canHandle(EventMessage<?> event, Segment segment) {
                return segment.matches(event.getIdentifier().hashCode());
            }

            @Override
            public void handle(EventMessage<?> event, Segment segment) {
                var entered = (AppendSide.Entered) event.getPayload();
                insert(jdbc, List.of(entered));
                CurrentUnitOfWork.get().root().afterCommit(_ -> clock.shown(name, entered.entry()));
            }
        }

        /** The stock store, telling its readers after each append that there is something. */
        private static final class Waking extends EmbeddedEventStore {

            private final Set<Runnable> readers = ConcurrentHashMap.newKeySet();

            Waking(Builder builder) {
                super(builder);
            }

            @Override
            protected void afterCommit(List<? extends EventMessage<?>> events) {
                super.afterCommit(events);
                readers.forEach(Runnable::run);
            }

            StreamableMessageSource<TrackedEventMessage<?>> source() {
                return new StreamableMessageSource<>() {
                    @Override
                    public BlockingStream<TrackedEventMessage<?>> openStream(TrackingToken from) {
                        return new WokenStream(Waking.this.openStream(from));
                    }

                    @Override
                    public TrackingToken createTailToken() {
                        return Waking.this.createTailToken();
                    }

                    @Override
                    public TrackingToken createHeadToken() {
                        return Waking.this.createHeadToken();
                    }
                };
            }

            private final class WokenStream implements BlockingStream<TrackedEventMessage<?>> {

                private final BlockingStream<TrackedEventMessage<?>> stock;

                WokenStream(BlockingStream<TrackedEventMessage<?>> stock) {
                    this.stock = stock;
                }

                @Override
                public Optional<TrackedEventMessage<?>> peek() {
                    return stock.peek();
                }

                @Override
                public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
                    return stock.hasNextAvailable(timeout, unit);
                }

                @Override
                public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
                    return stock.nextAvailable();
                }

                @Override
                public boolean setOnAvailableCallback(Runnable callback) {
                    readers.add(callback);
                    return true;
                }

                @Override
                public void close() {
                    stock.close();
                }
            }
        }

        @Override
        public List<String> views() {
            return List.of(name);
        }

        @Override
        public Clock clock() {
            return clock;
        }

        @Override
        public void enter(UUID entry) {
            commands.send(entry);
        }

        @Override
        public void close() {
            processor.shutDown();
            coordinator.shutdownNow();
            workers.shutdownNow();
            store.shutDown();
            pool.close();
        }
    }
}
