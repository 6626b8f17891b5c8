package org.chaiwei.platform.sealing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals and opens text. Each text has a data key of its own, so that deleting one row makes that text unreadable and no other, also
 * where its ciphertext was copied; the data keys are wrapped by the master key, which is configuration and never in the database.
 *
 * <p>Both ciphertexts are bound to the id of what they belong to (associated data): a row's columns moved to another row don't open.
 * New text is sealed under the present master key; texts sealed under a retired one still open as long as that is configured too.
 * Thread-safe.
 */
public final class Sealer {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int MASTER_KEY_ID_BYTES = 8;

    private final SecureRandom random = new SecureRandom();
    private final String presentKey;
    private final Map<String, SecretKey> masterKeys = new HashMap<>();

    /**
     * @param masterKey base64 of 32 bytes: seals and opens
     * @param retired earlier master keys in the same form: open only
     * @throws IllegalArgumentException if one is not base64 of 32 bytes; the message doesn't repeat it
     */
    public Sealer(String masterKey, List<String> retired) {
        presentKey = add(masterKey);
        retired.forEach(this::add);
    }

    /** @param of the id of the row that will hold it */
    public Sealed seal(UUID of, String text) {
        var dataKey = new byte[KEY_BYTES];
        random.nextBytes(dataKey);
        try {
            return new Sealed(
                    presentKey,
                    encrypt(masterKey(presentKey), dataKey, boundTo("key", of)),
                    encrypt(aes(dataKey), text.getBytes(StandardCharsets.UTF_8), boundTo("text", of)));
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    /**
     * @param of the id of the row that held it
     * @throws IllegalStateException if it was changed, belongs to another row, or its master key is not configured
     */
    public String open(UUID of, Sealed sealed) {
        var dataKey = decrypt(masterKey(sealed.masterKey()), sealed.dataKey(), boundTo("key", of));
        try {
            return new String(decrypt(aes(dataKey), sealed.content(), boundTo("text", of)), StandardCharsets.UTF_8);
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    private String add(String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a master key is not base64"); // without the cause, which quotes it
        }
        if (key.length != KEY_BYTES) throw new IllegalArgumentException("a master key has 32 bytes, not " + key.length);
        var id = idOf(key);
        masterKeys.put(id, aes(key));
        return id;
    }

    private SecretKey masterKey(String id) {
        var key = masterKeys.get(id);
        if (key == null) throw new IllegalStateException("the master key " + id + " is not configured");
        return key;
    }

    private byte[] encrypt(SecretKey key, byte[] plain, byte[] boundTo) {
        var sealed = new byte[NONCE_BYTES + plain.length + TAG_BITS / 8];
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
        try {
            var cipher = gcm(Cipher.ENCRYPT_MODE, key, nonce, boundTo);
            cipher.doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    private static byte[] decrypt(SecretKey key, byte[] sealed, byte[] boundTo) {
        try {
            return gcm(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE_BYTES), boundTo)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("a sealed text was changed, or belongs to another row", e);
        }
    }

    private static Cipher gcm(int mode, SecretKey key, byte[] nonce, byte[] boundTo) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(boundTo);
        return cipher;
    }

    private static byte[] boundTo(String what, UUID of) {
        return ("chaiwei:sealed-" + what + ":" + of).getBytes(StandardCharsets.US_ASCII);
    }

    private static SecretKey aes(byte[] key) {
        return new SecretKeySpec(key, "AES");
    }

    /** Says which key it is and nothing about it. */
    private static String idOf(byte[] key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            var digest = mac.doFinal("chaiwei:master-key-id".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest, 0, MASTER_KEY_ID_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
