package org.chaiwei.accountability.feed;

import java.io.IOException;
import org.chaiwei.accountability.feed.Feed.Placed;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * A subscriber over HTTP, by server-sent events: {@code fact} with the fact as data and its place as id; {@code gap} where facts between are no
 * longer kept; a comment as heartbeat. When the stream ends a browser subscribes again by itself and says where it was.
 *
 * @param emitter without a time limit of its own: the stream has one
 */
record FactEvents(SseEmitter emitter) implements FactStream.Subscriber {

    @Override
    public void fact(Placed placed) throws IOException {
        emitter.send(SseEmitter.event()
                .name("fact")
                .id(placed.cursor().text())
                .data(placed.fact(), MediaType.APPLICATION_JSON));
    }

    @Override
    public void gap() throws IOException {
        emitter.send(SseEmitter.event().name("gap").data("{}", MediaType.APPLICATION_JSON));
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
