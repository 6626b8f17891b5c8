package org.chaiwei.ledger.importing.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.FileEncrypted;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.NoWorkbook;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.TooMuchInside;
import org.chaiwei.platform.problem.RefusedException;

/**
 * The parts of a ZIP that lies in memory, found by its directory and inflated one at a time without a copy or a temporary file.
 *
 * <p>The directory is only believed as to where a part begins. How much comes out is counted while it comes: a part that promises
 * little and gives gigabytes is refused at the limit, and so is a directory with more entries than any workbook has, before they are
 * read. (The JDK's ZipFile wants a file on disk, where names and phone numbers must not lie; its ZipInputStream finds a part only by
 * inflating all before it.)
 */
final class ZipParts {

    private static final int END_OF_DIRECTORY = 0x06054b50;
    private static final int END_OF_DIRECTORY_BYTES = 22;
    private static final int DIRECTORY_ENTRY = 0x02014b50;
    private static final int DIRECTORY_ENTRY_BYTES = 46;
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int LOCAL_HEADER_BYTES = 30;
    private static final int COMMENT_MAX = 65_535;
    private static final int ZIP64_EXTRA = 1;
    private static final int ENCRYPTED = 1;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    /** A well compressed small part (an empty style sheet) is no bomb. */
    private static final long RATIO_COUNTS_FROM = 8 << 20;

    /** The longest text of a cell with every character written as a reference such as {@code &#x4e00;}. */
    private static final int MARKUP_GAP_MAX = 32_767 * 8 + 1024;

    private record Part(int method, int offset, int compressedBytes) {}

    private final FileBytes file;
    private final SheetLimits limits;
    private final Map<String, Part> parts;
    private long inflatedBytes;

    private ZipParts(FileBytes file, SheetLimits limits, Map<String, Part> parts) {
        this.file = file;
        this.limits = limits;
        this.parts = parts;
    }

    static ZipParts of(FileBytes file, SheetLimits limits) {
        try {
            return new ZipParts(file, limits, directory(file.buffer().order(ByteOrder.LITTLE_ENDIAN), limits));
        } catch (IndexOutOfBoundsException e) {
            throw broken("the ZIP's directory points outside the file");
        }
    }

    boolean has(String name) {
        return parts.containsKey(name);
    }

    boolean hasEndingWith(String ending) {
        return parts.keySet().stream().anyMatch(name -> name.endsWith(ending));
    }

    /** A part's content, for an XML parser: the stream refuses to give more than the limits allow. */
    InputStream open(String name) {
        var part = parts.get(name);
        if (part == null) throw broken("no part " + printable(name));
        var zip = file.buffer().order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (zip.getInt(part.offset) != LOCAL_HEADER) throw broken("a part does not begin where the directory says");
            int start = part.offset
                    + LOCAL_HEADER_BYTES
                    + Short.toUnsignedInt(zip.getShort(part.offset + 26))
                    + Short.toUnsignedInt(zip.getShort(part.offset + 28));
            if ((long) start + part.compressedBytes > file.length()) throw broken("a part ends outside the file");
            var compressed = new ByteArrayInputStream(file.array(), file.offset() + start, part.compressedBytes);
            return switch (part.method) {
                case STORED -> new Counted(compressed, part.compressedBytes);
                case DEFLATED -> new Counted(new OwnInflater(compressed), part.compressedBytes);
                default -> throw broken("compression method " + part.method);
            };
        } catch (IndexOutOfBoundsException e) {
            throw broken("a part begins outside the file");
        }
    }

    private static Map<String, Part> directory(ByteBuffer zip, SheetLimits limits) {
        int end = endOfDirectory(zip);
        int entries = Short.toUnsignedInt(zip.getShort(end + 10));
        if (entries > limits.entries()) throw new RefusedException(new TooMuchInside("entries", limits.entries()));
        var parts = new HashMap<String, Part>();
        int at = zip.getInt(end + 16);
        for (int i = 0; i < entries; i++) {
            if (zip.getInt(at) != DIRECTORY_ENTRY) throw broken("the ZIP's directory is damaged");
            if ((zip.getShort(at + 8) & ENCRYPTED) != 0) throw new RefusedException(new FileEncrypted());
            int nameBytes = Short.toUnsignedInt(zip.getShort(at + 28));
            int extraBytes = Short.toUnsignedInt(zip.getShort(at + 30));
            var name = new byte[nameBytes];
            zip.get(at + DIRECTORY_ENTRY_BYTES, name);
            parts.put(
                    new String(name, StandardCharsets.UTF_8),
                    part(zip, at, at + DIRECTORY_ENTRY_BYTES + nameBytes, extraBytes));
            at += DIRECTORY_ENTRY_BYTES + nameBytes + extraBytes + Short.toUnsignedInt(zip.getShort(at + 32));
        }
        return parts;
    }

    /** Some programs write every size in the 64-bit form, however small the file. */
    private static Part part(ByteBuffer zip, int at, int extra, int extraBytes) {
        long compressed = Integer.toUnsignedLong(zip.getInt(at + 20));
        long offset = Integer.toUnsignedLong(zip.getInt(at + 42));
        boolean inflatedIsLong = zip.getInt(at + 24) == -1;
        for (int field = extra; field + 4 <= extra + extraBytes; ) {
            int value = field + 4;
            if (Short.toUnsignedInt(zip.getShort(field)) == ZIP64_EXTRA) {
                if (inflatedIsLong) value += 8;
                if (compressed == 0xffff_ffffL) {
                    compressed = zip.getLong(value);
                    value += 8;
                }
                if (offset == 0xffff_ffffL) offset = zip.getLong(value);
                break;
            }
            field = value + Short.toUnsignedInt(zip.getShort(field + 2));
        }
        if (compressed < 0 || compressed > zip.limit() || offset < 0 || offset > zip.limit())
            throw broken("a part lies outside the file");
        return new Part(zip.getShort(at + 10), (int) offset, (int) compressed);
    }

    private static int endOfDirectory(ByteBuffer zip) {
        int last = zip.limit() - END_OF_DIRECTORY_BYTES;
        for (int at = last; at >= 0 && at >= last - COMMENT_MAX; at--)
            if (zip.getInt(at) == END_OF_DIRECTORY) return at;
        throw broken("the ZIP has no directory, as if the upload had been cut short");
    }

    private static RefusedException broken(String why) {
        return new RefusedException(new NoWorkbook(why));
    }

    private static String printable(String name) {
        return name.length() > 60 ? name.substring(0, 60) + "…" : name;
    }

    /** Gives its native memory back when closed, which the JDK's does only for an inflater that it made itself. */
    private static final class OwnInflater extends InflaterInputStream {

        OwnInflater(InputStream compressed) {
            super(compressed, new Inflater(true), 16 * 1024);
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }

    /**
     * Counts what is inflated, over all parts, and looks at the distance between two {@code <}: an XML parser keeps the text between
     * them in memory, however long it is.
     */
    private final class Counted extends InputStream {

        private final InputStream in;
        private final int compressedBytes;
        private long ofThisPart;
        private int sinceMarkup;

        Counted(InputStream in, int compressedBytes) {
            this.in = in;
            this.compressedBytes = compressedBytes;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int n;
            try {
                n = in.read(into, offset, length);
            } catch (IOException e) { // ZipException, EOFException: the compressed bytes are damaged
                throw broken("a part can't be inflated");
            }
            if (n > 0) count(into, offset, n);
            return n;
        }

        private void count(byte[] bytes, int offset, int n) {
            inflatedBytes += n;
            ofThisPart += n;
            if (inflatedBytes > limits.inflatedBytes())
                throw new RefusedException(new TooMuchInside("inflatedBytes", limits.inflatedBytes()));
            if (ofThisPart > RATIO_COUNTS_FROM && ofThisPart / Math.max(1, compressedBytes) > limits.ratio())
                throw new RefusedException(new TooMuchInside("ratio", limits.ratio()));
            for (int i = offset; i < offset + n; i++) {
                if (bytes[i] == '<') sinceMarkup = 0;
                else if (++sinceMarkup > MARKUP_GAP_MAX)
                    throw new RefusedException(new TooMuchInside("textBytes", MARKUP_GAP_MAX));
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
