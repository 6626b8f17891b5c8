package org.chaiwei.ledger.figures;

import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * A subscriber over HTTP, by server-sent events: {@code summary} with the totals as data and the position as id; a comment as
 * heartbeat, so that nobody between takes the silence for the end. When the stream ends a browser subscribes again by itself.
 *
 * @param emitter without a time limit of its own: the stream has one
 */
record SummaryEvents(SseEmitter emitter) implements SummaryStream.Subscriber {

    @Override
    public void summary(Summary latest) throws IOException {
        emitter.send(SseEmitter.event()
                .name("summary")
                .id(Long.toString(latest.knownAt()))
                .data(latest, MediaType.APPLICATION_JSON));
    }

    @Override
    public void heartbeat() throws IOException {
        emitter.send(SseEmitter.event().comment("heartbeat"));
    }

    @Override
    public void end() {
        emitter.complete();
    }
}
