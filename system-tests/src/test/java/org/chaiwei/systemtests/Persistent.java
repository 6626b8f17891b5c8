package org.chaiwei.systemtests;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.chaiwei.systemtests.Api.Answer;
import tools.jackson.databind.JsonNode;

/**
 * Someone who does not give up: every request is sent again until it has an answer, a change always with the same Idempotency-Key, so that what
 * was lost on the way is done and what was done is not done twice. Whatever is killed meanwhile, only the time it takes may show it.
 */
record Persistent(Api api, Duration patience) {

    private static final Duration PAUSE = Duration.ofMillis(50);

    /** The first answer that is neither "not now" nor "not known". */
    Answer post(String path, Map<String, ?> body) {
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        return until(() -> api.post(path, body, key), answer -> !isPassing(answer), "POST " + path);
    }

    /** The first answer that has what is waited for. */
    JsonNode await(String path, Predicate<JsonNode> wanted) {
        return until(() -> api.get(path), answer -> answer.status() == 200 && wanted.test(answer.body()), "GET " + path)
                .body();
    }

    private static boolean isPassing(Answer answer) {
        return switch (answer.status()) {
            case 429, 502, 503, 504 -> true;
            // A conflict with another change of the same moment, or the first try still under way; and a lead that has
            // not arrived yet. What a rule of the procedure stands against does not pass by waiting.
            case 404, 409 -> !answer.body().has("rule");
            default -> false;
        };
    }

    private interface Sending {
        Answer send() throws IOException, InterruptedException;
    }

    private Answer until(Sending sending, Predicate<Answer> done, String what) {
        var deadline = System.nanoTime() + patience.toNanos();
        var last = "no answer";
        while (System.nanoTime() < deadline) {
            try {
                var answer = sending.send();
                if (done.test(answer)) return answer;
                last = answer.status() + " " + answer.body();
            } catch (IOException e) {
                last = e.toString();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(what + " was interrupted", e);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new AssertionError("%s: not within %s; at last %s".formatted(what, patience, last));
    }
}
