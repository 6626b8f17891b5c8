package org.chaiwei.platform.command;

import java.util.UUID;
import org.chaiwei.platform.view.ConsistencyToken;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity.HeadersBuilder;

/**
 * What became of a command.
 *
 * @param aggregate whose command it was
 * @param sequence of the aggregate's last event after the command; what the next {@code If-Match} names
 * @param epoch of the log
 * @param position of the command's last event; 0 if it made none
 * @param replayed the command was not run: an earlier request with the same key had been, and this is what that one recorded
 * @param fact the last fact that the other services hear of it; null if they hear of none
 */
public record Receipt(
        UUID aggregate,
        long sequence,
        UUID epoch,
        long position,
        boolean replayed,
        ConsistencyToken.@Nullable Fact fact) {

    /** What a command did that the other services don't hear of. */
    public Receipt(UUID aggregate, long sequence, UUID epoch, long position, boolean replayed) {
        this(aggregate, sequence, epoch, position, replayed, null);
    }

    /** What a query carries in order to see what this command did. */
    public ConsistencyToken token() {
        return new ConsistencyToken(epoch, position, fact);
    }

    /** Sets the headers {@code ETag} and {@code Consistency-Token} of an answer. */
    public <B extends HeadersBuilder<?>> B on(B answer) {
        answer.header(HttpHeaders.ETAG, "\"" + sequence + "\"");
        answer.header(ConsistencyToken.HEADER, token().text());
        return answer;
    }
}
