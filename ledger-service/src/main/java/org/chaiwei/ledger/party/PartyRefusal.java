package org.chaiwei.ledger.party;

import org.chaiwei.platform.problem.Refusal;

/** Why a person is not shown. */
public sealed interface PartyRefusal extends Refusal {

    /** Nobody is in the registry under this id, or nobody whom this caller may know of. */
    record PartyNotFound() implements PartyRefusal {
        @Override
        public int status() {
            return 404;
        }
    }
}
