package org.chaiwei.platform.view;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a command's answer gives to its caller so that the caller's next query sees it: the log's epoch and the position reached, and for queries of other services
 * where the command's last fact went. Opaque to callers, in the header {@link #HEADER} of answers and requests.
 *
 * @param position 0 if nothing was recorded: then nothing is waited for
 * @param fact the last fact that the command told the other services; null if it told none: then they have nothing to wait for
 */
public record ConsistencyToken(
        UUID epoch, long position, @Nullable Fact fact) {

    public static final String HEADER = "Consistency-Token";

    private static final int BYTES = 3 * Long.BYTES;
    private static final int SERVICE_MAX = 63;

    /** For queries of the same service only. */
    public ConsistencyToken(UUID epoch, long position) {
        this(epoch, position, null);
    }

    /**
     * Where a fact is.
     *
     * @param service whose fact
     * @param partition of the service's topic
     * @param position of its event in the service's log
     */
    public record Fact(String service, int partition, long position) {}

    /** The token as the header carries it. */
    public String text() {
        var service = fact == null ? new byte[0] : fact.service().getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(BYTES + (fact == null ? 0 : Long.BYTES + Short.BYTES + service.length))
                .putLong(epoch.getMostSignificantBits())
                .putLong(epoch.getLeastSignificantBits())
                .putLong(position);
        if (fact != null)
            bytes.putLong(fact.position()).putShort((short) fact.partition()).put(service);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws RefusedException if this is no token that a service gave */
    public static ConsistencyToken parse(String text) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.strip()));
            var epoch = new UUID(bytes.getLong(), bytes.getLong());
            var position = bytes.getLong();
            var fact = bytes.hasRemaining() ? fact(bytes) : null;
            if (position >= 0) return new ConsistencyToken(epoch, position, fact);
        } catch (IllegalArgumentException | BufferUnderflowException notOurs) {
            // refused below like any other text
        }
        throw new RefusedException(new InvalidRequest(List.of(new FieldError(HEADER, "malformed"))));
    }

    private static Fact fact(ByteBuffer bytes) {
        var position = bytes.getLong();
        var partition = bytes.getShort();
        if (position <= 0 || partition < 0 || bytes.remaining() > SERVICE_MAX)
            throw new IllegalArgumentException("not a fact's place");
        var service = StandardCharsets.UTF_8.decode(bytes).toString();
        if (!service.matches("[a-z][a-z0-9-]*")) throw new IllegalArgumentException("not a service");
        return new Fact(service, partition, position);
    }
}
