package org.chaiwei.gateway.issuer;

import java.util.List;

/**
 * Who can log in at the local issuer.
 *
 * @param actor the pseudonymous id that tokens carry as {@code sub}, and the name to log in with
 * @param role in lower case, as tokens carry it
 * @param streets the codes of the streets the person works for; empty for a role that is not bound to any
 */
record Account(String actor, String role, List<String> streets, String nameZh, String nameEn) {}
