package org.chaiwei.demolition.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedFileTest {

    private static final SecretKey KEY = new SecretKeySpec(new byte[32], "AES");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                SealedFile.BLOCK_BYTES - 1,
                SealedFile.BLOCK_BYTES,
                SealedFile.BLOCK_BYTES + 1,
                3 * SealedFile.BLOCK_BYTES
            })
    void a_file_of_any_length_is_opened_as_it_was(int length) throws IOException {
        var bytes = bytes(length);
        assertThat(open(seal(bytes), KEY, "a")).isEqualTo(bytes);
    }

    @Test
    void a_file_that_was_changed_cut_or_exchanged_does_not_open() throws IOException {
        var sealed = seal(bytes(2 * SealedFile.BLOCK_BYTES));
        var changed = sealed.clone();
        changed[changed.length / 2] ^= 1;
        var cut = Arrays.copyOf(sealed, 8 + SealedFile.BLOCK_BYTES + 16);
        assertThatThrownBy(() -> open(changed, KEY, "a")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> open(cut, KEY, "a")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> open(sealed, KEY, "b")).isInstanceOf(IOException.class);
        var another = new byte[32];
        another[0] = 1;
        assertThatThrownBy(() -> open(sealed, new SecretKeySpec(another, "AES"), "a"))
                .isInstanceOf(IOException.class);
    }

    private byte[] seal(byte[] bytes) throws IOException {
        var plain = Files.write(folder.resolve("plain"), bytes);
        var sealed = folder.resolve("sealed");
        SealedFile.seal(plain, sealed, KEY, "a");
        return Files.readAllBytes(sealed);
    }

    private static byte[] open(byte[] sealed, SecretKey key, String what) throws IOException {
        try (var in = SealedFile.open(new ByteArrayInputStream(sealed), key, what)) {
            return in.readAllBytes();
        }
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
