package org.chaiwei.gateway.limits;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Function;
import org.chaiwei.gateway.limits.Limits.Rate;
import org.chaiwei.gateway.problem.Problem;
import org.chaiwei.gateway.problem.Problem.Kind;
import org.chaiwei.gateway.problem.Problems;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * How often a caller may ask: a token bucket for each person or program, and for each address without a login. Kept in this process,
 * bounded in number; with several gateways a caller may ask each of them as often.
 *
 * <p>Two filters, because what belongs to a login is answered by the security filters and who is logged in is known after them.
 * Files of the web client are not counted.
 */
@Configuration(proxyBeanMethods = false)
class RateLimit {

    private static final int BEFORE_SECURITY = BodyLimit.BEFORE_SECURITY + 10;
    private static final int AFTER_SECURITY = 0;
    private static final int CALLERS_REMEMBERED = 100_000;
    private static final String PASSWORD_FORM = "/issuer/login";

    private final Buckets callers;
    private final Buckets addresses;
    private final Buckets passwords;
    private final Problems problems;

    RateLimit(Limits limits, Problems problems) {
        this.callers = new Buckets(limits.caller());
        this.addresses = new Buckets(limits.anonymous());
        this.passwords = new Buckets(limits.login());
        this.problems = problems;
    }

    @Bean
    FilterRegistrationBean<Counting> loginLimit() {
        return filter(
                "loginLimit",
                BEFORE_SECURITY,
                request -> (triesPassword(request) ? passwords : addresses).take(network(request)),
                "/issuer/*",
                "/oauth2/*",
                "/login/*");
    }

    @Bean
    FilterRegistrationBean<Counting> callerLimit() {
        return filter(
                "callerLimit",
                AFTER_SECURITY,
                request -> {
                    var caller = request.getUserPrincipal();
                    return caller == null ? addresses.take(network(request)) : callers.take(caller.getName());
                },
                "/api/*",
                "/docs/openapi/*");
    }

    private static boolean triesPassword(HttpServletRequest request) {
        // The decoded path: an encoded letter must not lead past the tighter limit.
        return request.getMethod().equals("POST") && request.getServletPath().equals(PASSWORD_FORM);
    }

    private FilterRegistrationBean<Counting> filter(
            String name, int order, Function<HttpServletRequest, ConsumptionProbe> count, String... paths) {
        var registration = new FilterRegistrationBean<>(new Counting(count, problems));
        registration.setName(name);
        registration.setOrder(order);
        registration.addUrlPatterns(paths);
        return registration;
    }

    /** An IPv4 address, or the /64 that one subscriber of IPv6 has for themselves. */
    private static String network(HttpServletRequest request) {
        try {
            var address = InetAddress.ofLiteral(request.getRemoteAddr());
            return address instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), 8))
                    : address.getHostAddress();
        } catch (IllegalArgumentException e) {
            return request.getRemoteAddr();
        }
    }

    /** One bucket a caller; who has not asked for long enough to have a full one again is forgotten. */
    private static final class Buckets {
        private final LoadingCache<String, Bucket> buckets;

        Buckets(Rate rate) {
            this.buckets = Caffeine.newBuilder()
                    .maximumSize(CALLERS_REMEMBERED)
                    .expireAfterAccess(rate.per())
                    .build(caller -> Bucket.builder()
                            .addLimit(
                                    limit -> limit.capacity(rate.requests()).refillGreedy(rate.requests(), rate.per()))
                            .build());
        }

        ConsumptionProbe take(String caller) {
            return buckets.get(caller).tryConsumeAndReturnRemaining(1);
        }
    }

    static final class Counting extends OncePerRequestFilter {
        private final Function<HttpServletRequest, ConsumptionProbe> count;
        private final Problems problems;

        Counting(Function<HttpServletRequest, ConsumptionProbe> count, Problems problems) {
            this.count = count;
            this.problems = problems;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            var probe = count.apply(request);
            if (probe.isConsumed()) {
                chain.doFilter(request, response);
            } else {
                var wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
                problems.write(
                        request, response, Problem.of(Kind.TOO_MANY_REQUESTS).retryAfter(wait));
            }
        }
    }
}
