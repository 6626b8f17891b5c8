package org.chaiwei.contracts;

import java.time.LocalDate;
import java.util.UUID;

/**
 * Something that happened in one service and that others act on; published once it is in that service's event store. Its data is the
 * record as JSON, described by {@link FactType#schema}.
 */
public interface Fact {

    /** What it is about, such as the ledger entry: the key by which facts keep their order. */
    UUID subject();

    /** The business date in Asia/Shanghai. */
    LocalDate occurredOn();

    /** The pseudonymous id of whoever did it. */
    String actor();
}
