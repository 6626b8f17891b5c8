package org.chaiwei.gateway.login;

import java.time.Duration;
import java.util.Map;
import org.chaiwei.gateway.problem.Problem;
import org.chaiwei.gateway.problem.Problem.Kind;
import org.chaiwei.gateway.problem.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.ClientAuthorizationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Gives a request of a logged-in browser the access token of its session, renewed when it has run out. A program's own bearer token
 * passes as it is, and so does a request without either. Where the issuer refuses to renew, the session is over and the answer is
 * 401; where it cannot be reached, the session stays and the answer is 503.
 */
@Component
public class SessionToken implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(SessionToken.class);
    private static final Duration ISSUER_MAY_BE_BACK = Duration.ofSeconds(5);
    /** Spring Security's own: the session has a login and no token, nor anything to get one with. */
    private static final String NO_TOKEN = "client_authorization_required";

    private final OAuth2AuthorizedClientManager clients;
    private final Problems problems;

    SessionToken(OAuth2AuthorizedClientManager clients, Problems problems) {
        this.clients = clients;
        this.problems = problems;
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        if (!(request.servletRequest().getUserPrincipal() instanceof OAuth2AuthenticationToken login)) {
            return next.handle(request);
        }
        try {
            var client = clients.authorize(
                    OAuth2AuthorizeRequest.withClientRegistrationId(login.getAuthorizedClientRegistrationId())
                            .principal(login)
                            .build());
            if (client == null) return sessionOver(request);
            return next.handle(ServerRequest.from(request)
                    .headers(headers ->
                            headers.setBearerAuth(client.getAccessToken().getTokenValue()))
                    .build());
        } catch (ClientAuthorizationException e) {
            return switch (e.getError().getErrorCode()) {
                case OAuth2ErrorCodes.INVALID_GRANT, NO_TOKEN -> sessionOver(request);
                default -> {
                    LOG.warn("the issuer did not renew a token: {}", e.getError());
                    yield problems.answer(Problem.of(Kind.SERVICE_UNAVAILABLE, Map.of("service", "login"))
                            .retryAfter(ISSUER_MAY_BE_BACK));
                }
            };
        }
    }

    private ServerResponse sessionOver(ServerRequest request) {
        var session = request.servletRequest().getSession(false);
        if (session != null) session.invalidate();
        return problems.answer(Problem.of(Kind.LOGIN_REQUIRED));
    }
}
