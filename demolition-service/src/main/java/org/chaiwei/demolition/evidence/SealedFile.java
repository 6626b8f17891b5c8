package org.chaiwei.demolition.evidence;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * An encrypted file. Format: 8 random bytes, then blocks of {@value #BLOCK_BYTES} bytes of the original, the last one shorter or as long, never
 * empty but of an empty file, each AES-256-GCM with a tag of 16 bytes. A block's nonce is the 8 bytes and its number from 0 (32 bits, big-endian);
 * its associated data are what the file is, the number, and whether it is the last. So no block can be changed, moved, left out, or
 * taken from another file, and a large file is never in memory as a whole.
 */
final class SealedFile {

    static final int BLOCK_BYTES = 1 << 18;

    private static final int SALT_BYTES = 8;
    private static final int TAG_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SealedFile() {}

    /** @param what the file is, such as {@code original of <sha256>}; opened only as the same */
    static void seal(Path plain, Path into, SecretKey key, String what) throws IOException {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        try (var in = new BufferedInputStream(Files.newInputStream(plain));
                var out = Files.newOutputStream(into)) {
            out.write(salt);
            var last = false;
            for (int number = 0; !last; number++) {
                var block = in.readNBytes(BLOCK_BYTES);
                last = isAtEnd(in);
                out.write(crypt(Cipher.ENCRYPT_MODE, key, salt, number, last, what, block));
            }
        }
    }

    /** What was sealed. Reading it fails where the file was changed. Closing it closes the sealed one. */
    static InputStream open(InputStream sealed, SecretKey key, String what) throws IOException {
        var in = new BufferedInputStream(sealed);
        var salt = in.readNBytes(SALT_BYTES);
        if (salt.length < SALT_BYTES) throw new IOException("not a sealed file");
        return new Opened(in, key, salt, what);
    }

    private static final class Opened extends InputStream {
        private final BufferedInputStream sealed;
        private final SecretKey key;
        private final byte[] salt;
        private final String what;
        private byte[] block = {};
        private int at;
        private int number;
        private boolean last;

        Opened(BufferedInputStream sealed, SecretKey key, byte[] salt, String what) {
            this.sealed = sealed;
            this.key = key;
            this.salt = salt;
            this.what = what;
        }

        @Override
        public int read() throws IOException {
            return hasMore() ? block[at++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) return 0;
            if (!hasMore()) return -1;
            var taken = Math.min(length, block.length - at);
            System.arraycopy(block, at, into, offset, taken);
            at += taken;
            return taken;
        }

        private boolean hasMore() throws IOException {
            while (at == block.length && !last) {
                var bytes = sealed.readNBytes(BLOCK_BYTES + TAG_BYTES);
                last = isAtEnd(sealed);
                block = crypt(Cipher.DECRYPT_MODE, key, salt, number++, last, what, bytes);
                at = 0;
            }
            return at < block.length;
        }

        @Override
        public void close() throws IOException {
            sealed.close();
        }
    }

    private static boolean isAtEnd(BufferedInputStream in) throws IOException {
        in.mark(1);
        var end = in.read() < 0;
        if (!end) in.reset();
        return end;
    }

    private static byte[] crypt(
            int mode, SecretKey key, byte[] salt, int number, boolean last, String what, byte[] block)
            throws IOException {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            var nonce =
                    ByteBuffer.allocate(SALT_BYTES + Integer.BYTES).put(salt).putInt(number);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce.array()));
            cipher.updateAAD(
                    "chaiwei:sealed-file:%s:%d:%b".formatted(what, number, last).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IOException("a sealed file was changed, or is another one", e);
        }
    }
}
