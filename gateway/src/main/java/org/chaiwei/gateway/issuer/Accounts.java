package org.chaiwei.gateway.issuer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The accounts in the gateway's database. Filled with the demo accounts that are missing when it is made. */
final class Accounts implements UserDetailsService {

    private final JdbcClient jdbc;

    Accounts(JdbcClient jdbc, PasswordEncoder passwords) {
        this.jdbc = jdbc;
        var known = jdbc.sql("SELECT actor FROM account").query(String.class).set();
        var missing = DemoAccounts.all().stream()
                .filter(account -> !known.contains(account.actor()))
                .toList();
        if (missing.isEmpty()) return;
        // One hash for all: it takes long by design, and they share a published password anyway.
        var hash = passwords.encode(DemoAccounts.PASSWORD);
        for (var account : missing) {
            jdbc.sql("""
                            INSERT INTO account (actor, password_hash, role, streets, name_zh, name_en, demo)
                            VALUES (?, ?, ?, string_to_array(?, ','), ?, ?, true)
                            ON CONFLICT DO NOTHING""")
                    .params(
                            account.actor(),
                            hash,
                            account.role(),
                            String.join(",", account.streets()),
                            account.nameZh(),
                            account.nameEn())
                    .update();
        }
    }

    /** In the order of the list that the login page shows. */
    List<Account> all() {
        return jdbc.sql(
                        "SELECT actor, role, streets, name_zh, name_en FROM account ORDER BY role = 'street', role, actor")
                .query(Accounts::account)
                .list();
    }

    Optional<Account> find(String actor) {
        return jdbc.sql("SELECT actor, role, streets, name_zh, name_en FROM account WHERE actor = ?")
                .param(actor)
                .query(Accounts::account)
                .optional();
    }

    @Override
    public UserDetails loadUserByUsername(String actor) {
        return jdbc.sql("SELECT actor, password_hash, role FROM account WHERE actor = ?")
                .param(actor)
                .query((row, n) -> User.withUsername(row.getString("actor"))
                        .password(row.getString("password_hash"))
                        .authorities("ROLE_" + row.getString("role"))
                        .build())
                .optional()
                .orElseThrow(() -> new UsernameNotFoundException(actor));
    }

    private static Account account(ResultSet row, int n) throws SQLException {
        return new Account(
                row.getString("actor"),
                row.getString("role"),
                Arrays.asList((String[]) row.getArray("streets").getArray()),
                row.getString("name_zh"),
                row.getString("name_en"));
    }
}
