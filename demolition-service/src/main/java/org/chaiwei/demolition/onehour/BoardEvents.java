package org.chaiwei.demolition.onehour;

import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * A subscriber over HTTP, by server-sent events: {@code clocks} with the whole board as data and its position as id; a comment as
 * heartbeat, so that nobody between takes the silence for the end. When the stream ends a browser subscribes again by itself, and gets the
 * board as it is then.
 *
 * @param emitter without a time limit of its own: the stream has one
 */
record BoardEvents(SseEmitter emitter) implements ClockStream.Subscriber {

    @Override
    public void board(Board latest) throws IOException {
        emitter.send(SseEmitter.event()
                .name("clocks")
                .id(Long.toString(latest.position()))
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
