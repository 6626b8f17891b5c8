package org.chaiwei.gateway.login;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Two chains: a request to the API with an {@code Authorization} header is a program's and has no session; all others are a
 * browser's. What a caller may do is decided by the services; here only the token is checked, and who nobody is let through as
 * nobody.
 */
@Configuration(proxyBeanMethods = false)
class Chains {

    /** A plain link, so that a page needs no script to begin a login. */
    private static final String BEGIN_LOGIN = "/oauth2/authorization/chaiwei";

    @Bean
    @Order(20)
    SecurityFilterChain programs(HttpSecurity http, Refusals refusals) {
        return http.securityMatcher(request -> request.getServletPath().startsWith("/api/")
                        && request.getHeader(HttpHeaders.AUTHORIZATION) != null)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults())
                        .authenticationEntryPoint(refusals)
                        .accessDeniedHandler(refusals))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .headers(SecurityHeaders::set)
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .build();
    }

    @Bean
    @Order(30)
    SecurityFilterChain browsers(
            HttpSecurity http,
            Refusals refusals,
            MetricsReaders metricsReaders,
            Farewell farewell,
            ServerProperties server) {
        var sessionCookie = Objects.requireNonNull(
                server.getServlet().getSession().getCookie().getName(), "server.servlet.session.cookie.name");
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/actuator/prometheus")
                        .access(metricsReaders)
                        .requestMatchers("/actuator/**")
                        .denyAll()
                        .anyRequest()
                        .permitAll())
                .oauth2Login(login -> login.loginPage(BEGIN_LOGIN)
                        .defaultSuccessUrl("/", true)
                        .failureUrl("/?login=failed"))
                .logout(logout -> logout.logoutSuccessHandler(farewell))
                .requestCache(cache -> cache.disable())
                .csrf(csrf -> csrf.spa().requireCsrfProtectionMatcher(changesBySession(sessionCookie)))
                .headers(SecurityHeaders::set)
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .build();
    }

    /** Only who is let in by a cookie can be tricked into sending it. */
    private static RequestMatcher changesBySession(String cookie) {
        var reads = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
        return request -> !reads.contains(request.getMethod()) && hasCookie(request, cookie);
    }

    private static boolean hasCookie(HttpServletRequest request, String name) {
        return request.getCookies() != null
                && Arrays.stream(request.getCookies())
                        .anyMatch(cookie -> cookie.getName().equals(name));
    }
}
