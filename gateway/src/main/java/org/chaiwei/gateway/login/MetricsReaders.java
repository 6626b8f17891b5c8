package org.chaiwei.gateway.login;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/**
 * Who may read the gateway's metrics: whoever asks from {@code chaiwei.metrics.from}, by default this machine, and asks directly. A
 * proxy on this machine would make everyone look local, so what a proxy forwarded is refused.
 */
@Component
final class MetricsReaders implements AuthorizationManager<RequestAuthorizationContext> {

    private static final List<String> PROXIED = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", HttpHeaders.VIA);

    private final List<IpAddressMatcher> networks;

    MetricsReaders(@Value("${chaiwei.metrics.from}") List<String> networks) {
        this.networks = networks.stream().map(IpAddressMatcher::new).toList();
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> caller, RequestAuthorizationContext context) {
        var request = context.getRequest();
        var direct = PROXIED.stream().allMatch(header -> request.getHeader(header) == null);
        return new AuthorizationDecision(
                direct && networks.stream().anyMatch(network -> network.matches(request.getRemoteAddr())));
    }
}
