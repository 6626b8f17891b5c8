package org.chaiwei.ledger.importing;

import java.util.Map;
import java.util.UUID;

/** What is recorded beside the events of an import, under the same keys as beside any other event. */
final class ImportMetadata {

    private ImportMetadata() {}

    /**
     * @param importBatch common to all that the import sets off
     * @param commandType what was asked of the aggregate
     */
    static Map<String, String> of(UUID importBatch, String actor, String role, String commandType) {
        return Map.of(
                "actor", actor, "role", role, "commandType", commandType, "correlationId", importBatch.toString());
    }
}
