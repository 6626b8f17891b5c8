package org.chaiwei.ledger.importing;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import org.chaiwei.ledger.importing.ImportRefusal.FileMissing;
import org.chaiwei.ledger.importing.ImportRefusal.FileTooLarge;
import org.chaiwei.ledger.importing.ImportRefusal.UploadTooSlow;
import org.chaiwei.ledger.importing.sheet.FileBytes;
import org.chaiwei.platform.problem.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/**
 * The file of a {@code multipart/form-data} request, held in memory once. The servlet container's own parser would write it to disk,
 * names and phone numbers in the clear, or keep it in memory twice, and would do so before anybody could say that one at a time is
 * enough.
 *
 * @param name as the browser gave it, without a path
 */
record UploadedFile(String name, FileBytes bytes) {

    static final int LIMIT_BYTES = 32 << 20;

    /** What a form may have around the file: boundaries, headers, a few small fields. */
    private static final int FORM_BYTES = 64 << 10;

    private static final int FIRST_BYTES = 1 << 20;
    private static final int NAME_CHARS = 120;
    private static final byte[] END_OF_HEADERS = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /**
     * Reads the whole request.
     *
     * @param patience a caller who needs longer is refused: nobody else can import meanwhile
     * @throws RefusedException with {@link FileMissing}, {@link FileTooLarge} or {@link UploadTooSlow}
     */
    static UploadedFile read(HttpServletRequest request, Duration patience) throws IOException {
        byte[] boundary = boundary(request.getContentType());
        if (request.getContentLengthLong() > LIMIT_BYTES + FORM_BYTES) throw tooLarge();
        var body = body(request.getInputStream(), request.getContentLengthLong(), patience);
        var file = part(body, boundary);
        if (file == null) throw new RefusedException(new FileMissing());
        if (file.bytes.length() > LIMIT_BYTES) throw tooLarge();
        return file;
    }

    /** Takes in a request that is refused anyway: a caller who is cut off while sending would never see why. */
    static void passOver(HttpServletRequest request, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        var in = request.getInputStream();
        var bytes = new byte[8 * 1024];
        for (long n = 0; n < LIMIT_BYTES + FORM_BYTES && System.nanoTime() < deadline; ) {
            int read = read(in, bytes, 0);
            if (read < 0) return;
            n += read;
        }
    }

    byte[] sha256() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.buffer());
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static byte[] boundary(@Nullable String contentType) {
        try {
            var type = MediaType.parseMediaType(contentType == null ? "" : contentType);
            var boundary = type.getParameter("boundary");
            if (type.isCompatibleWith(MediaType.MULTIPART_FORM_DATA) && boundary != null) {
                var bare = boundary.startsWith("\"") ? boundary.substring(1, boundary.length() - 1) : boundary;
                if (!bare.isEmpty() && bare.length() <= 70) return ("--" + bare).getBytes(StandardCharsets.ISO_8859_1);
            }
        } catch (InvalidMediaTypeException e) {
            // said below
        }
        throw new RefusedException(new FileMissing());
    }

    private static FileBytes body(InputStream in, long length, Duration patience)
            throws AsyncRequestNotUsableException {
        long deadline = System.nanoTime() + patience.toNanos();
        var bytes = new byte[length > 0 ? (int) length : FIRST_BYTES];
        int filled = 0;
        while (true) {
            if (filled == bytes.length) {
                if (length > 0) return FileBytes.of(bytes);
                if (filled > LIMIT_BYTES + FORM_BYTES) throw tooLarge();
                bytes = Arrays.copyOf(bytes, bytes.length * 2);
            }
            int n = read(in, bytes, filled);
            if (n < 0) return new FileBytes(bytes, 0, filled);
            filled += n;
            if (System.nanoTime() > deadline) throw new RefusedException(new UploadTooSlow(patience.toSeconds()));
        }
    }

    /** Whoever breaks an upload off is not there any more to be told anything. */
    private static int read(InputStream in, byte[] into, int from) throws AsyncRequestNotUsableException {
        try {
            return in.read(into, from, into.length - from);
        } catch (IOException e) {
            throw new AsyncRequestNotUsableException("the upload broke off", e);
        }
    }

    /** The first part called {@code file} that has a file's name; null if there is none or the form breaks off. */
    private static @Nullable UploadedFile part(FileBytes body, byte[] boundary) {
        byte[] bytes = body.array();
        int end = body.offset() + body.length();
        byte[] nextBoundary = new byte[boundary.length + 2];
        nextBoundary[0] = '\r';
        nextBoundary[1] = '\n';
        System.arraycopy(boundary, 0, nextBoundary, 2, boundary.length);
        int at = indexOf(boundary, bytes, body.offset(), end);
        while (at >= 0) {
            int headers = at + boundary.length;
            int headersEnd = indexOf(END_OF_HEADERS, bytes, headers, end);
            if (headersEnd < 0) return null;
            int content = headersEnd + END_OF_HEADERS.length;
            int contentEnd = indexOf(nextBoundary, bytes, content, end);
            if (contentEnd < 0) return null;
            var name = fileName(new String(bytes, headers, headersEnd - headers, StandardCharsets.UTF_8));
            if (name != null) return new UploadedFile(name, new FileBytes(bytes, content, contentEnd - content));
            at = contentEnd + 2;
        }
        return null;
    }

    private static @Nullable String fileName(String headers) {
        for (var line : headers.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon < 0 || !line.substring(0, colon).strip().equalsIgnoreCase("Content-Disposition")) continue;
            try {
                var disposition =
                        ContentDisposition.parse(line.substring(colon + 1).strip());
                if ("file".equals(disposition.getName()) && disposition.getFilename() != null)
                    return plain(disposition.getFilename());
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        return null;
    }

    private static String plain(String name) {
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "");
        return last.length() > NAME_CHARS ? last.substring(0, NAME_CHARS) : last;
    }

    private static int indexOf(byte[] wanted, byte[] bytes, int from, int end) {
        int last = end - wanted.length;
        for (int i = from; i <= last; i++) {
            if (bytes[i] != wanted[0]) continue;
            int j = 1;
            while (j < wanted.length && bytes[i + j] == wanted[j]) j++;
            if (j == wanted.length) return i;
        }
        return -1;
    }

    private static RefusedException tooLarge() {
        return new RefusedException(new FileTooLarge(LIMIT_BYTES));
    }
}
