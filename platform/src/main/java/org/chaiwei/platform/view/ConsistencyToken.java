package org.chaiwei.platform.view;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;

/**
 * What a command's answer gives to its caller so that the caller's next query sees it: the log's epoch and the position reached.
 * Opaque to callers, in the header {@link #HEADER} of answers and requests.
 *
 * @param position 0 if nothing was recorded: then nothing is waited for
 */
public record ConsistencyToken(UUID epoch, long position) {

    public static final String HEADER = "Consistency-Token";

    private static final int BYTES = 3 * Long.BYTES;

    /** The token as the header carries it. */
    public String text() {
        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(epoch.getMostSignificantBits())
                .putLong(epoch.getLeastSignificantBits())
                .putLong(position);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws RefusedException if this is no token that a service gave */
    public static ConsistencyToken parse(String text) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.strip()));
            if (bytes.remaining() == BYTES) {
                var token = new ConsistencyToken(new UUID(bytes.getLong(), bytes.getLong()), bytes.getLong());
                if (token.position >= 0) return token;
            }
        } catch (IllegalArgumentException notBase64) {
            // refused below like any other text
        }
        throw new RefusedException(new InvalidRequest(List.of(new FieldError(HEADER, "malformed"))));
    }
}
