package org.chaiwei.gateway.issuer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;

/**
 * Two accounts for each role, and two for each street's officials, listed in {@code issuer/demo-accounts.csv}. Their password is
 * no secret, so they exist on one machine only: elsewhere the gateway refuses to start with them.
 */
final class DemoAccounts {

    static final String PASSWORD = "chaiwei-demo";

    private DemoAccounts() {}

    static List<Account> all() {
        try {
            return new ClassPathResource("issuer/demo-accounts.csv")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .flatMap(DemoAccounts::twoOf)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Account> twoOf(String line) {
        var columns = line.split(",", -1);
        var streets = columns[1].isEmpty() ? List.<String>of() : List.of(columns[1]);
        var stem = columns[1].isEmpty() ? columns[0] : columns[0] + "-" + columns[1];
        return Stream.of(1, 2)
                .map(n -> new Account(stem + "-" + n, columns[0], streets, columns[2] + " " + n, columns[3] + " " + n));
    }
}
