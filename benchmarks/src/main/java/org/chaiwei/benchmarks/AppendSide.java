package org.chaiwei.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcSQLErrorCodesResolver;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.chaiwei.eventstore.EventSerializer;
import org.chaiwei.eventstore.EventTypes;
import org.chaiwei.eventstore.PostgresEventStore;
import org.chaiwei.eventstore.UuidV7;
import org.chaiwei.servers.ServiceDatabase;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/**
 * One way to make one event durable: both engines by a command through Axon, and no more than the row. All sides write the same event, as a new aggregate's first, each into a database of its own on the same
 * server, with ids of the same kind.
 */
sealed interface AppendSide extends AutoCloseable {

    String name();

    /** Makes one event durable and returns. Called by many threads. */
    void append();

    @Override
    void close();

    /** Stands for an ordinary event of a ledger: some thirty fields' worth of JSON. */
    record Entered(
            UUID entry,
            String number,
            String street,
            String address,
            BigDecimal amount,
            List<String> tags,
            LocalDate on) {}

    EventTypes TYPES = EventTypes.of(EventTypes.named("Entered", 1, Entered.class));

    static Entered event(UUID id) {
        return new Entered(
                id,
                "110102013-2016-00042",
                "110102013",
                "铁树斜街 12 号院内东侧，紧邻居民出入口，一层砖混结构，彩钢板顶",
                new BigDecimal("18.50"),
                List.of("FIRE_LANE", "SAFETY_HAZARD"),
                LocalDate.of(2016, 3, 15));
    }

    /** The command side around an event store: a bus whose handler publishes one event a command, which the unit of work's commit appends. */
    final class Commands {

        private static final String NAME = "Enter";

        private final CommandBus bus;

        Commands(TransactionManager transactions, EventStore events) {
            bus = SimpleCommandBus.builder().transactionManager(transactions).build();
            bus.subscribe(NAME, command -> {
                events.publish(message((UUID) command.getPayload()));
                return null;
            });
        }

        void send(UUID entry) {
            var answer = new FutureCallback<UUID, Object>();
            bus.dispatch(new GenericCommandMessage<>(new GenericMessage<>(entry), NAME), answer);
            var result = answer.getResult();
            if (result.isExceptional()) throw new IllegalStateException(result.exceptionResult());
        }
    }

    private static DomainEventMessage<?> message(UUID id) {
        return new GenericDomainEventMessage<>(
                "Entry",
                id.toString(),
                0,
                event(id),
                MetaData.from(Map.of("actor", "office-1", "correlationId", id.toString())));
    }

    static HikariDataSource pool(String url, String user, String password, int size) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(60_000);
        return new HikariDataSource(config);
    }

    /** Axon's JDBC engine as its Spring starter sets it up, with its tables and this project's JSON. */
    static JdbcEventStorageEngine stockEngine(HikariDataSource pool, SpringTransactionManager transactions) {
        var serializer = new EventSerializer(TYPES);
        var engine = JdbcEventStorageEngine.builder()
                .connectionProvider(new SpringDataSourceConnectionProvider(pool))
                .transactionManager(transactions)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .persistenceExceptionResolver(new JdbcSQLErrorCodesResolver())
                .build();
        engine.createSchema(PostgresEventTableFactory.INSTANCE);
        return engine;
    }

    /** Axon's command bus and this project's engine: what commands hand over while a statement is under way goes with the next. */
    final class Chaiwei implements AppendSide {

        private final HikariDataSource pool;
        private final PostgresEventStore store;
        private final Commands commands;

        Chaiwei(ServiceDatabase database) {
            Flyway.configure()
                    .dataSource(database.jdbcUrl(), database.owner(), database.ownerPassword())
                    .locations("classpath:db/migration")
                    .placeholders(Map.of("app", database.app()))
                    .load()
                    .migrate();
            pool = pool(database.jdbcUrl(), database.app(), database.appPassword(), 4);
            store = PostgresEventStore.of(pool, database::asApp, TYPES).open();
            commands = new Commands(NoTransactionManager.instance(), store.axon());
        }

        @Override
        public String name() {
            return "chaiwei";
        }

        @Override
        public void append() {
            commands.send(UuidV7.next());
        }

        @Override
        public void close() {
            store.close();
            pool.close();
        }
    }

    /** Axon's command bus and JDBC engine as its Spring starter sets them up, a transaction a command, with the same JSON. */
    final class Stock implements AppendSide {

        private final HikariDataSource pool;
        private final Commands commands;

        Stock(ServiceDatabase database, int connections) {
            pool = pool(database.jdbcUrl(), database.owner(), database.ownerPassword(), connections);
            var transactions = new SpringTransactionManager(new DataSourceTransactionManager(pool));
            var engine = stockEngine(pool, transactions);
            commands = new Commands(
                    transactions,
                    EmbeddedEventStore.builder().storageEngine(engine).build());
        }

        @Override
        public String name() {
            return "stock";
        }

        @Override
        public void append() {
            commands.send(UuidV7.next());
        }

        @Override
        public void close() {
            pool.close();
        }
    }

    /** The least that a durable row costs: one prepared INSERT in a transaction of its own, into a table with the log's columns and indexes. */
    final class Plain implements AppendSide {

        private static final String TABLE = """
                CREATE TABLE plain_event (
                    position     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
                    aggregate_id uuid NOT NULL,
                    event_id     uuid NOT NULL,
                    sequence     bigint NOT NULL,
                    type         integer NOT NULL,
                    payload      bytea NOT NULL,
                    metadata     bytea NOT NULL,
                    UNIQUE (aggregate_id, sequence))
                """;
        private static final String INSERT =
                "INSERT INTO plain_event (aggregate_id, event_id, sequence, type, payload, metadata) VALUES (?, ?, ?, ?, ?, ?)";

        private final HikariDataSource pool;
        private final EventSerializer serializer = new EventSerializer(TYPES);

        Plain(ServiceDatabase database, int connections) throws SQLException {
            try (var owner = database.asOwner();
                    var statement = owner.createStatement()) {
                statement.execute(TABLE);
            }
            pool = pool(database.jdbcUrl(), database.owner(), database.ownerPassword(), connections);
        }

        @Override
        public String name() {
            return "plain";
        }

        @Override
        public void append() {
            var id = UuidV7.next();
            try (var connection = pool.getConnection();
                    var statement = connection.prepareStatement(INSERT)) {
                statement.setObject(1, id);
                statement.setObject(2, UuidV7.next());
                statement.setLong(3, 0);
                statement.setInt(4, 1);
                statement.setBytes(
                        5, serializer.serialize(event(id), byte[].class).getData());
                statement.setBytes(
                        6,
                        serializer
                                .serialize(
                                        MetaData.from(Map.of("actor", "office-1", "correlationId", id.toString())),
                                        byte[].class)
                                .getData());
                statement.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            pool.close();
        }
    }
}
