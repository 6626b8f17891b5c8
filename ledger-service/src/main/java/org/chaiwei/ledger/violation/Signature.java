package org.chaiwei.ledger.violation;

import java.util.List;

/**
 * Who signed an acceptance, and as what.
 *
 * @param signer the pseudonymous id of the person
 * @param role {@code acceptance} or {@code office}
 */
public record Signature(String signer, String role) {

    /** Whether both roles have signed, and were two people. */
    static boolean suffice(List<Signature> signatures) {
        return signatures.stream()
                .filter(one -> one.role.equals("acceptance"))
                .anyMatch(one -> signatures.stream()
                        .anyMatch(other -> other.role.equals("office") && !other.signer.equals(one.signer)));
    }
}
