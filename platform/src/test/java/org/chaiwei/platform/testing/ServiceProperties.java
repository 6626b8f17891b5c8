package org.chaiwei.platform.testing;

import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.chaiwei.servers.ServiceDatabase;
import org.chaiwei.servers.TestPostgres;

/**
 * The environment a service starts in for a test: a database of its own, and {@link TestIssuer#shared()} as the issuer it believes.
 *
 * <pre>{@code
 * @DynamicPropertySource
 * static void environment(DynamicPropertyRegistry registry) {
 *     ServiceProperties.of("ledger", registry::add);
 * }
 * }</pre>
 */
public final class ServiceProperties {

    /** Base64 of 32 bytes, for tests only. */
    private static final String MASTER_KEY = "dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9ubHk=";

    private ServiceProperties() {}

    /** A new, empty database for this test's service. */
    public static ServiceDatabase of(String service, BiConsumer<String, Supplier<Object>> properties) {
        var database = TestPostgres.create(service);
        of(database, properties);
        return database;
    }

    /** A database that is there already: for a second instance of a service, or a second start. */
    public static void of(ServiceDatabase database, BiConsumer<String, Supplier<Object>> properties) {
        properties.accept("spring.datasource.url", database::jdbcUrl);
        properties.accept("spring.datasource.username", database::app);
        properties.accept("spring.datasource.password", database::appPassword);
        properties.accept("spring.flyway.user", database::owner);
        properties.accept("spring.flyway.password", database::ownerPassword);
        properties.accept("chaiwei.master-key", () -> MASTER_KEY);
        properties.accept("chaiwei.security.issuer", () -> TestIssuer.shared().issuer());
        properties.accept(
                "chaiwei.security.jwk-set-uri", () -> TestIssuer.shared().jwkSetUri());
    }
}
