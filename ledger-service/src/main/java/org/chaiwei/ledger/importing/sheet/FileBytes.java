package org.chaiwei.ledger.importing.sheet;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** A file that is held in memory as a part of a larger array, so that an upload need not be copied out of its request. */
public record FileBytes(byte[] array, int offset, int length) {

    public FileBytes {
        Objects.checkFromIndexSize(offset, length, array.length);
    }

    public static FileBytes of(byte[] whole) {
        return new FileBytes(whole, 0, whole.length);
    }

    InputStream stream() {
        return new ByteArrayInputStream(array, offset, length);
    }

    public ByteBuffer buffer() {
        return ByteBuffer.wrap(array, offset, length).slice();
    }

    boolean startsWith(int... bytes) {
        if (length < bytes.length) return false;
        for (int i = 0; i < bytes.length; i++) if ((array[offset + i] & 0xff) != bytes[i]) return false;
        return true;
    }
}
