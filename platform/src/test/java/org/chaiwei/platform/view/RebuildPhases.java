package org.chaiwei.platform.view;

import java.util.function.Consumer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configuration of an instance that lets a test in at each phase of its rebuilds, on the rebuild's thread. */
@Configuration
public class RebuildPhases {

    private static volatile Consumer<RebuildPhase> onPhase = _ -> {};

    /** What rebuilds meet from now on when they come to a phase; what it throws fails them. */
    public static void meet(Consumer<RebuildPhase> listener) {
        onPhase = listener;
    }

    /** Nothing any more. */
    public static void pass() {
        onPhase = _ -> {};
    }

    @Bean
    ApplicationListener<PayloadApplicationEvent<RebuildPhaseEntered>> phases() {
        return event -> onPhase.accept(event.getPayload().phase());
    }
}
