package org.chaiwei.eventstore;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Rows in PostgreSQL's binary COPY format, written in memory without a connection and sent in one go: the cheapest way for many rows into a table, for
 * either side. Values come column by column in the order of the COPY statement; each method stands for the type of its name and takes null for
 * NULL.
 *
 * <p>Used for bulk appends, and by services for their own tables. As large as its rows: the caller bounds them. Not for several threads at once; whoever
 * sends it may be another thread than wrote it.
 *
 * <p>The format: a signature of 11 bytes, flags and an extension's length of 4 each, then a row as the count of its fields (2 bytes) and each field as its
 * length (4 bytes, -1 for NULL) and its bytes, big-endian; -1 in the place of a count is the end.
 */
public final class BinaryCopy {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int HEADER_BYTES = SIGNATURE.length + 2 * Integer.BYTES;
    private static final int NULL = -1;
    private static final int NOT_BEGUN = -1;
    private static final int TEXT_OID = 25;

    /** PostgreSQL counts days and microseconds from here. */
    private static final LocalDate DAY_ZERO = LocalDate.of(2000, 1, 1);

    private static final Instant INSTANT_ZERO = Instant.parse("2000-01-01T00:00:00Z");
    private static final int NUMERIC_BASE = 10_000;
    private static final int NUMERIC_DIGITS = 4;
    private static final int NUMERIC_NEGATIVE = 0x4000;

    private static final int CHUNK_BYTES = 64 * 1024;

    private final int columns;

    /** Full ones, cut to their length: nothing is copied to make room for more. */
    private final List<byte[]> chunks = new ArrayList<>();

    private byte[] chunk = new byte[CHUNK_BYTES];
    private int size = HEADER_BYTES;
    private int fields = NOT_BEGUN;

    /** @param columns of the COPY statement */
    public BinaryCopy(int columns) {
        this.columns = columns;
        System.arraycopy(SIGNATURE, 0, chunk, 0, SIGNATURE.length);
    }

    /** Begins the next row. @throws IllegalStateException if the row before has too few or too many values */
    public BinaryCopy row() {
        endRow();
        fields = 0;
        room(Short.BYTES);
        putShort(columns);
        return this;
    }

    public BinaryCopy uuid(@Nullable UUID value) {
        if (value == null) return nothing();
        field(2 * Long.BYTES);
        putLong(value.getMostSignificantBits());
        putLong(value.getLeastSignificantBits());
        return this;
    }

    public BinaryCopy bigint(@Nullable Long value) {
        if (value == null) return nothing();
        field(Long.BYTES);
        putLong(value);
        return this;
    }

    public BinaryCopy integer(@Nullable Integer value) {
        if (value == null) return nothing();
        field(Integer.BYTES);
        putInt(value);
        return this;
    }

    public BinaryCopy smallint(int value) {
        if (value != (short) value) throw new IllegalArgumentException(value + " is no smallint");
        field(Short.BYTES);
        putShort(value);
        return this;
    }

    public BinaryCopy bool(boolean value) {
        field(1);
        chunk[size++] = (byte) (value ? 1 : 0);
        return this;
    }

    public BinaryCopy text(@Nullable String value) {
        return value == null ? nothing() : bytea(value.getBytes(StandardCharsets.UTF_8));
    }

    public BinaryCopy bytea(byte @Nullable [] value) {
        if (value == null) return nothing();
        field(value.length);
        put(value);
        return this;
    }

    public BinaryCopy date(@Nullable LocalDate value) {
        return value == null ? nothing() : integer(Math.toIntExact(ChronoUnit.DAYS.between(DAY_ZERO, value)));
    }

    /** Microseconds; what is finer is cut off. */
    public BinaryCopy timestamptz(@Nullable Instant value) {
        return value == null ? nothing() : bigint(ChronoUnit.MICROS.between(INSTANT_ZERO, value));
    }

    public BinaryCopy numeric(@Nullable BigDecimal value) {
        if (value == null) return nothing();
        // Digits to the base of 10,000, the point between two of them.
        var scale = Math.max(value.scale(), 0);
        var fraction = (scale + NUMERIC_DIGITS - 1) / NUMERIC_DIGITS;
        var digits = toNumericBase(
                value.setScale(fraction * NUMERIC_DIGITS).unscaledValue().abs());
        var from = 0;
        while (from < digits.length && digits[from] == 0) from++;
        var weight = digits.length - from - 1 - fraction;
        var to = digits.length;
        while (to > from && digits[to - 1] == 0) to--;
        field(4 * Short.BYTES + (to - from) * Short.BYTES);
        putShort(to - from);
        putShort(to == from ? 0 : weight);
        putShort(value.signum() < 0 ? NUMERIC_NEGATIVE : 0);
        putShort(scale);
        for (var digit = from; digit < to; digit++) putShort(digits[digit]);
        return this;
    }

    /** The highest digit first; there may be zeros before it. */
    private static short[] toNumericBase(BigInteger value) {
        var digits = new short[value.bitLength() / 13 + 1];
        var at = digits.length;
        if (value.bitLength() < Long.SIZE)
            for (var rest = value.longValue(); rest > 0; rest /= NUMERIC_BASE)
                digits[--at] = (short) (rest % NUMERIC_BASE);
        else
            for (var rest = value; rest.signum() > 0; rest = rest.divide(BigInteger.valueOf(NUMERIC_BASE)))
                digits[--at] = rest.mod(BigInteger.valueOf(NUMERIC_BASE)).shortValueExact();
        return digits;
    }

    /** An array of texts without nulls. */
    public BinaryCopy texts(List<String> values) {
        var encoded = values.stream()
                .map(value -> value.getBytes(StandardCharsets.UTF_8))
                .toList();
        var dimensions = encoded.isEmpty() ? 0 : 1;
        field((3 + 2 * dimensions + encoded.size()) * Integer.BYTES
                + encoded.stream().mapToInt(value -> value.length).sum());
        putInt(dimensions);
        putInt(0); // no nulls
        putInt(TEXT_OID);
        if (encoded.isEmpty()) return this;
        putInt(encoded.size());
        putInt(1); // the first index
        for (var value : encoded) {
            putInt(value.length);
            put(value);
        }
        return this;
    }

    /**
     * Sends the rows, within the connection's transaction. To be called once, after the last row.
     *
     * @param connection of PostgreSQL's driver, or one that wraps it
     * @param into table and columns, such as {@code note (id, text)}
     * @return how many rows
     */
    public long send(Connection connection, String into) throws SQLException {
        endRow();
        room(Short.BYTES);
        putShort(-1);
        var copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + into + " FROM STDIN (FORMAT binary)");
        try {
            for (var full : chunks) copy.writeToCopy(full, 0, full.length);
            copy.writeToCopy(chunk, 0, size);
            return copy.endCopy();
        } finally {
            if (copy.isActive()) copy.cancelCopy();
        }
    }

    private void endRow() {
        if (fields != NOT_BEGUN && fields != columns)
            throw new IllegalStateException(fields + " values in a row of " + columns);
    }

    /** NULL, whatever the column's type. */
    public BinaryCopy nothing() {
        field(0);
        size -= Integer.BYTES;
        putInt(NULL);
        return this;
    }

    private void field(int length) {
        fields++;
        room(Integer.BYTES + length);
        putInt(length);
    }

    /** In one piece: a value doesn't lie in two chunks. */
    private void room(int more) {
        if (chunk.length - size >= more) return;
        chunks.add(size == chunk.length ? chunk : Arrays.copyOf(chunk, size));
        chunk = new byte[Math.max(CHUNK_BYTES, more)];
        size = 0;
    }

    private void put(byte[] value) {
        System.arraycopy(value, 0, chunk, size, value.length);
        size += value.length;
    }

    private void putShort(int value) {
        chunk[size++] = (byte) (value >> 8);
        chunk[size++] = (byte) value;
    }

    private void putInt(int value) {
        putShort(value >> 16);
        putShort(value);
    }

    private void putLong(long value) {
        putInt((int) (value >> 32));
        putInt((int) value);
    }
}
