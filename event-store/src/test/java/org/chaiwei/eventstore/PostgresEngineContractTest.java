package org.chaiwei.eventstore;

import java.time.Duration;
import org.chaiwei.servers.ServiceDatabase;

/** The contract as this project's engine holds it, with the time limits it has in production. */
class PostgresEngineContractTest extends EngineContract {

    @Override
    ServiceDatabase emptyLog() {
        return TestStore.migrated();
    }

    @Override
    WriterProcess.Kind kind() {
        return WriterProcess.Kind.CHAIWEI;
    }

    /** One statement in autocommit: the server commits when it receives the Sync after the Execute. */
    @Override
    Wire.CommitMessage commitMessage() {
        return (type, sql) -> type == 'S' && sql.contains("UPDATE event_store.head");
    }

    /** Its readers wait for nobody: there is nothing to wait for. */
    @Override
    Duration readersPatience() {
        return Duration.ZERO;
    }
}
