package org.chaiwei.local.verify;

import java.util.UUID;

/** A row that belongs to one entry of the ledger. */
interface OfEntry {

    /** The entry's id, which is also the id of its aggregate in the log. */
    UUID entry();
}
