package org.chaiwei.local.district;

import java.util.List;

/**
 * A demo account of the gateway; they exist in its local profile only, all with one password that says so.
 *
 * @param user the name to log in with
 */
public record Account(String user) {

    /** Every role with accounts, as it is written on the command line. */
    public static final List<String> ROLES = List.of(
            "street",
            "office",
            "enforcement",
            "acceptance",
            "legal",
            "supervision",
            "leader",
            "department",
            "sysadmin",
            "secadmin",
            "auditadmin");

    public static final String PASSWORD = "chaiwei-demo";

    /** 大栅栏街道, where a street official works if none is named. */
    public static final String DEFAULT_STREET = "110102013";

    /** The district office's first account, the one that imports. */
    public static final Account OFFICE = new Account("office-1");

    /** The system administrator's first account. */
    public static final Account SYSADMIN = new Account("sysadmin-1");

    /**
     * Reads {@code ROLE[:STREET[:N]]}. A street is for street officials only; for all others the number may follow at once.
     *
     * @throws IllegalArgumentException if there is no such account, saying which there are
     */
    public static Account parse(String text) {
        var parts = text.split(":", -1);
        var role = parts[0];
        if (!ROLES.contains(role))
            throw new IllegalArgumentException(
                    "There is no role " + role + "; there are " + String.join(", ", ROLES) + ".");
        if (role.equals("street")) {
            var street = parts.length > 1 && !parts[1].isEmpty() ? parts[1] : DEFAULT_STREET;
            if (!street.matches("\\d{9}"))
                throw new IllegalArgumentException("A street is given by its code, such as " + DEFAULT_STREET + ".");
            return new Account("street-" + street + "-" + number(parts, 2));
        }
        if (parts.length == 3 && !parts[1].isEmpty())
            throw new IllegalArgumentException("Only street officials belong to a street, " + role + " does not.");
        return new Account(role + "-" + number(parts, parts.length == 3 ? 2 : 1));
    }

    private static String number(String[] parts, int at) {
        if (parts.length > at + 1) throw new IllegalArgumentException("Too much after " + parts[at] + ".");
        if (parts.length <= at || parts[at].isEmpty()) return "1";
        if (!parts[at].matches("[12]"))
            throw new IllegalArgumentException("There are accounts 1 and 2 of a role, not " + parts[at] + ".");
        return parts[at];
    }
}
