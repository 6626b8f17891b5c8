package org.chaiwei.platform.security;

import java.util.Locale;
import java.util.Optional;

/** What a caller is to the district. The token's claim {@code role} carries it in lower case. */
public enum Role {
    STREET,
    OFFICE,
    ENFORCEMENT,
    ACCEPTANCE,
    LEGAL,
    SUPERVISION,
    LEADER,
    DEPARTMENT,
    SYSADMIN,
    SECADMIN,
    AUDITADMIN,
    /** The service itself, carrying out what another service's fact calls for. No token carries it. */
    SYSTEM,
    /** Anyone without a login. No token carries it. */
    PUBLIC;

    /** The role as the claim and the API write it. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of a token's claim; empty for anything that an issuer may not give: {@code public} and {@code system} among it. */
    static Optional<Role> ofClaim(String claim) {
        for (var role : values())
            if (role != PUBLIC && role != SYSTEM && role.claim().equals(claim)) return Optional.of(role);
        return Optional.empty();
    }
}
