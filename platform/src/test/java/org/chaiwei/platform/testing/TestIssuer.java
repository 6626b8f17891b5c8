package org.chaiwei.platform.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.chaiwei.platform.security.Role;

/**
 * An issuer of real, signed tokens for tests: it publishes its key on a local port, so that a service checks its tokens exactly as
 * it does at work. {@link #shared()} is one for all tests of a JVM.
 */
public final class TestIssuer implements AutoCloseable {

    private static final long TOKEN_SECONDS = 300;

    private final ECKey key;
    private final HttpServer keys;

    private TestIssuer(ECKey key, HttpServer keys) {
        this.key = key;
        this.keys = keys;
    }

    public static TestIssuer start() {
        try {
            var key = new ECKeyGenerator(Curve.P_256).keyID("test").generate();
            var keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var published = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            keys.createContext("/oauth2/jwks", exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, published.length);
                exchange.getResponseBody().write(published);
                exchange.close();
            });
            keys.start();
            return new TestIssuer(key, keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One issuer for all tests of a JVM. */
    public static TestIssuer shared() {
        return Shared.ISSUER;
    }

    /** The value of {@code chaiwei.security.issuer} for a service that should believe this issuer. */
    public String issuer() {
        return "http://127.0.0.1:" + keys.getAddress().getPort();
    }

    /** The value of {@code chaiwei.security.jwk-set-uri}. */
    public String jwkSetUri() {
        return issuer() + "/oauth2/jwks";
    }

    /** A valid token of {@code <role>-1}; {@code streets} is for {@link Role#STREET}. */
    public String token(Role role, String... streets) {
        return tokenOf(role.name().toLowerCase(Locale.ROOT) + "-1", role, streets);
    }

    /** A valid token of an actor with this pseudonymous id. */
    public String tokenOf(String actor, Role role, String... streets) {
        return token(claims -> claims.subject(actor)
                .claim("role", role.name().toLowerCase(Locale.ROOT))
                .claim("streets", List.of(streets)));
    }

    /** A token of an office clerk, valid but for what {@code wrong} changes in it. */
    public String token(Consumer<JWTClaimsSet.Builder> wrong) {
        return sign(claims(wrong), key);
    }

    /** A token with the right claims and the right key id, signed with somebody else's key. */
    public String forgedToken() {
        try {
            return sign(
                    claims(claims -> {}),
                    new ECKeyGenerator(Curve.P_256).keyID("test").generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        keys.stop(0);
    }

    private JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience("chaiwei")
                .subject("office-1")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(TOKEN_SECONDS)))
                .claim("role", "office");
        change.accept(claims);
        return claims.build();
    }

    private static String sign(JWTClaimsSet claims, ECKey key) {
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Shared {
        static final TestIssuer ISSUER = start();
    }
}
