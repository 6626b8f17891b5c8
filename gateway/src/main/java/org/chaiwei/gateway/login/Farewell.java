package org.chaiwei.gateway.login;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chaiwei.gateway.Origin;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.stereotype.Component;

/** After a logout: a script is told that it is done; a form goes on to the provider's own logout, where it has one, and home. */
@Component
final class Farewell implements LogoutSuccessHandler {

    private final OidcClientInitiatedLogoutSuccessHandler provider;

    Farewell(ClientRegistrationRepository registrations, Origin origin) {
        provider = new OidcClientInitiatedLogoutSuccessHandler(registrations);
        provider.setPostLogoutRedirectUri(origin.at("/"));
        provider.setDefaultTargetUrl("/");
    }

    @Override
    public void onLogoutSuccess(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication person)
            throws IOException, ServletException {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        if (person != null && accept != null && accept.startsWith(MediaType.TEXT_HTML_VALUE)) {
            provider.onLogoutSuccess(request, response, person);
        } else {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
    }
}
