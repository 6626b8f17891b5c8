package org.chaiwei.demolition.evidence;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.chaiwei.demolition.evidence.EvidenceRefusal.PartyErased;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.sealing.Sealed;
import org.chaiwei.platform.sealing.Sealer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * This service's key for each person whom evidence names, wrapped by the master key. What is encrypted under a key that is destroyed can't be
 * read again, wherever a copy of it lies. A person once erased gets no new key. Thread-safe.
 */
@Component
class PartyKeys {

    private static final int KEY_BYTES = 32;

    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final SecureRandom random = new SecureRandom();

    PartyKeys(JdbcClient jdbc, Sealer sealer) {
        this.jdbc = jdbc;
        this.sealer = sealer;
    }

    /**
     * The person's key, a new one where there was none.
     *
     * @throws RefusedException with {@link PartyErased}
     */
    SecretKey keyFor(UUID party) {
        var bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        var sealed = sealer.seal(party, Base64.getEncoder().encodeToString(bytes));
        // Whoever comes second takes the first one's key.
        jdbc.sql("""
                        INSERT INTO party_key (party, master_key, data_key, content) VALUES (:party, :masterKey, :dataKey, :content)
                        ON CONFLICT ON CONSTRAINT party_key_pkey DO NOTHING
                        """)
                .param("party", party)
                .param("masterKey", sealed.masterKey())
                .param("dataKey", sealed.dataKey())
                .param("content", sealed.content())
                .update();
        return find(party).orElseThrow(() -> new RefusedException(new PartyErased(party)));
    }

    /** Empty where there was none, and where it was destroyed. */
    Optional<SecretKey> find(UUID party) {
        return jdbc.sql(
                        "SELECT master_key, data_key, content FROM party_key WHERE party = :party AND content IS NOT NULL")
                .param("party", party)
                .query((row, _) ->
                        new Sealed(row.getString("master_key"), row.getBytes("data_key"), row.getBytes("content")))
                .optional()
                .map(wrapped -> new SecretKeySpec(Base64.getDecoder().decode(sealer.open(party, wrapped)), "AES"));
    }

    /**
     * Destroys the person's key for good. To be called once the ledger tells that a person was erased, which it does not do so far. Twice is
     * as good as once.
     */
    void destroy(UUID party) {
        jdbc.sql("""
                        INSERT INTO party_key (party, destroyed_at) VALUES (:party, now())
                        ON CONFLICT ON CONSTRAINT party_key_pkey DO UPDATE
                        SET master_key = NULL, data_key = NULL, content = NULL, destroyed_at = coalesce(party_key.destroyed_at, now())
                        """).param("party", party).update();
    }
}
