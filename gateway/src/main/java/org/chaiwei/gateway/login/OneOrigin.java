package org.chaiwei.gateway.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chaiwei.gateway.Origin;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends a person who opened a page at another name of this machine (127.0.0.1 for localhost) to the origin: a login that begins at
 * one name and ends at the other would lose its cookie on the way. Programs are left where they are.
 */
@Component
@Order(-300)
final class OneOrigin extends OncePerRequestFilter {

    private final Origin origin;

    OneOrigin(Origin origin) {
        this.origin = origin;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // Only here: a proxy may well call a district's gateway by another name.
        if (origin.isThisMachine() && isPage(request) && !origin.isAskedBy(request.getHeader(HttpHeaders.HOST))) {
            var query = request.getQueryString();
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader(
                    HttpHeaders.LOCATION, origin.at(request.getRequestURI()) + (query == null ? "" : "?" + query));
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean isPage(HttpServletRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return request.getMethod().equals("GET") && accept != null && accept.startsWith(MediaType.TEXT_HTML_VALUE);
    }
}
