package org.chaiwei.gateway.routing;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.chaiwei.gateway.problem.Problem;
import org.chaiwei.gateway.problem.Problem.Kind;
import org.chaiwei.gateway.problem.Problems;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Calls a service so that its caller always gets an honest answer.
 *
 * <ul>
 *   <li>Not reached (connection refused): nothing was sent, so any request goes to the next instance, until none is left.
 *   <li>Reached, connection lost: a GET, HEAD or OPTIONS is repeated once, not counting connections that had been kept from
 *       earlier requests and may have broken meanwhile; of anything else it is not known whether it was done, and the answer says so.
 *   <li>Too slow: not repeated, it would be slow again. A read is refused, a change is of unknown outcome.
 *   <li>Mostly failing: the circuit opens and the service is left alone for a while; callers are told at once how long.
 * </ul>
 *
 * A status that the service itself answers, also 500 or 503, is an answer like any other and passes.
 */
final class Calling implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(Calling.class);
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final int ATTEMPTS = 5;
    /** So many broken connections in a row are no accident of keeping them. */
    private static final int KEPT_MAX = 1_000;

    private static final Duration OPEN_FOR = Duration.ofSeconds(2);
    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindowSize(20)
            .minimumNumberOfCalls(10)
            .failureRateThreshold(50)
            .waitDurationInOpenState(OPEN_FOR)
            .permittedNumberOfCallsInHalfOpenState(2)
            .build();

    private final String service;
    private final Instances instances;
    private final Problems problems;
    private final CircuitBreaker breaker;

    Calling(String service, Instances instances, Problems problems, MeterRegistry metrics) {
        this.service = service;
        this.instances = instances;
        this.problems = problems;
        this.breaker = CircuitBreaker.of(service, BREAKER);
        Gauge.builder("chaiwei.circuit.open", breaker, b -> b.getState() == CircuitBreaker.State.CLOSED ? 0 : 1)
                .tag("service", service)
                .description("1 while calls of a failing service are held back")
                .register(metrics);
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        if (!breaker.tryAcquirePermission()) return unavailable();
        var from = System.nanoTime();
        try {
            var answer = call(request, next);
            breaker.onSuccess(System.nanoTime() - from, TimeUnit.NANOSECONDS);
            return answer;
        } catch (NoInstance e) {
            // The list of instances already says so; the circuit need not say it again when one comes back.
            breaker.releasePermission();
            return unavailable();
        } catch (Unanswered e) {
            breaker.onError(System.nanoTime() - from, TimeUnit.NANOSECONDS, e);
            LOG.warn("{} {} had no answer from {}: {}", request.method(), service, e.instance, e.getMessage());
            return isRead(request)
                    ? unavailable()
                    : problems.answer(Problem.of(Kind.OUTCOME_UNKNOWN, Map.of("service", service)));
        } catch (Exception e) {
            // The caller's doing (a body too large, a connection given up) or ours: it says nothing of the service.
            breaker.releasePermission();
            throw e;
        }
    }

    private ServerResponse call(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        var repeated = false;
        var refused = 0;
        for (var attempt = 1; ; attempt++) {
            try {
                return next.handle(request);
            } catch (HttpServerErrorException e) {
                throw new NoInstance(e);
            } catch (Exception e) {
                var failure = failureOf(e);
                var called = (URI)
                        request.attribute(MvcUtils.GATEWAY_REQUEST_URL_ATTR).orElseThrow();
                if (failure == null) throw e;
                if (neverSent(failure)) {
                    instances.unreachable(called);
                    if (++refused == ATTEMPTS) throw new NoInstance(failure);
                } else if (isKept(e) && isRead(request) && attempt < KEPT_MAX) {
                    LOG.debug("a connection to {} had broken while it was kept", called.getAuthority());
                } else if (repeated || failure instanceof InterruptedIOException || !isRead(request)) {
                    throw new Unanswered(called.getAuthority(), failure);
                } else {
                    repeated = true;
                }
            }
        }
    }

    /** What broke between us and the service; null if it broke elsewhere. */
    private static @Nullable IOException failureOf(Throwable thrown) {
        IOException last = null;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CallersFault) return null;
            if (cause instanceof IOException io) last = io;
        }
        return last;
    }

    /** Changes nothing, and has no body that could be sent once only. */
    private static boolean isRead(ServerRequest request) {
        return READS.contains(request.method())
                && request.headers().contentLength().orElse(0) == 0
                && request.headers().header(HttpHeaders.TRANSFER_ENCODING).isEmpty();
    }

    private static boolean isKept(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause())
            if (cause instanceof HttpClient.KeptConnectionLost) return true;
        return false;
    }

    private static boolean neverSent(IOException failure) {
        return failure instanceof ConnectException
                || failure instanceof ConnectTimeoutException
                || failure instanceof NoRouteToHostException
                || failure instanceof UnknownHostException;
    }

    private ServerResponse unavailable() {
        return problems.answer(
                Problem.of(Kind.SERVICE_UNAVAILABLE, Map.of("service", service)).retryAfter(OPEN_FOR));
    }

    private static final class NoInstance extends RuntimeException {
        NoInstance(Throwable cause) {
            super(cause);
        }
    }

    private static final class Unanswered extends RuntimeException {
        private final String instance;

        Unanswered(String instance, IOException cause) {
            super(cause.toString(), cause);
            this.instance = instance;
        }
    }
}
