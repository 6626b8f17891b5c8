package org.chaiwei.contracts.demolition;

/**
 * Who signed, and as what.
 *
 * @param signer the pseudonymous id of the person
 * @param role {@code acceptance} or {@code office}
 */
public record Signature(String signer, String role) {}
