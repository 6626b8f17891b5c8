package org.chaiwei.gateway.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The keys that tokens are signed with (RS256), kept in the gateway's database: tokens stay valid when the gateway starts again,
 * and several instances sign with the same key. The first start makes one.
 */
final class SigningKeys {

    private static final int RSA_BITS = 2048;
    private static final long FIRST_KEY_LOCK = 0x6368616977656901L;

    private final List<RSAKey> newestFirst;

    SigningKeys(JdbcClient jdbc, TransactionTemplate transactions) {
        this.newestFirst = transactions.execute(status -> {
            // Instances that start at once must not each make a first key.
            jdbc.sql("SELECT pg_advisory_xact_lock(?)")
                    .param(FIRST_KEY_LOCK)
                    .query((row, n) -> true)
                    .single();
            var keys = stored(jdbc);
            if (!keys.isEmpty()) return keys;
            var key = generate();
            jdbc.sql("INSERT INTO signing_key (kid, private_jwk) VALUES (?, ?)")
                    .params(key.getKeyID(), key.toJSONString())
                    .update();
            return List.of(key);
        });
    }

    /** All keys, private parts included; the authorization server publishes the public parts. */
    JWKSet jwks() {
        return new JWKSet(List.<JWK>copyOf(newestFirst));
    }

    /** The key that new tokens are signed with. */
    String currentKid() {
        return newestFirst.getFirst().getKeyID();
    }

    /**
     * A secret that every instance finds for itself and that nobody needs to be told: what the gateway's browser login proves itself
     * with to the issuer beside it.
     */
    String secretFor(String purpose) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(("chaiwei:" + purpose + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(newestFirst.getLast().getPrivateExponent().decode());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<RSAKey> stored(JdbcClient jdbc) {
        return jdbc.sql("SELECT private_jwk FROM signing_key ORDER BY created_at DESC, kid")
                .query((row, n) -> parse(row.getString(1)))
                .list();
    }

    private static RSAKey parse(String jwk) {
        try {
            return RSAKey.parse(jwk);
        } catch (ParseException e) {
            throw new IllegalStateException("the table signing_key holds something that is not an RSA key", e);
        }
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(RSA_BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
