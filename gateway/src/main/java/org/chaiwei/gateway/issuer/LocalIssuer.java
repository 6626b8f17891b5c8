package org.chaiwei.gateway.issuer;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.chaiwei.gateway.Origin;
import org.chaiwei.gateway.RefusedToStart;
import org.chaiwei.gateway.login.SecurityHeaders;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An OpenID provider inside the gateway, for one machine: its accounts have a published password. A district's own provider takes
 * its place by configuration (see application.yml); the services see no difference.
 *
 * <p>Its tokens: {@code iss} the origin, {@code aud} chaiwei, {@code sub} the pseudonymous actor, {@code role}, {@code streets},
 * {@code jti}, a quarter of an hour. Its clients: {@code chaiwei-cli}, public, with PKCE, for programs on this machine, and
 * {@code chaiwei-web}, confidential, for the browser login of this gateway.
 */
@Configuration(proxyBeanMethods = false)
@Profile("local")
@EnableScheduling
class LocalIssuer {

    /** What the tokens are for. Services accept no other audience. */
    static final String AUDIENCE = "chaiwei";

    static final String LOGIN_PAGE = "/issuer/login";

    private static final Duration WORKING_DAY = Duration.ofHours(10);
    private static final String WEB_CLIENT = "chaiwei-web";
    private static final String CLI_CLIENT = "chaiwei-cli";
    private static final String REGISTRATION = "chaiwei";
    /** A secret of 256 random bits needs no slow hash. */
    private static final PasswordEncoder LONG_SECRETS = new BCryptPasswordEncoder(4);

    LocalIssuer(Origin origin) {
        if (!origin.isThisMachine()) {
            throw new RefusedToStart(
                    "The profile 'local' has demo accounts with a published password, and chaiwei.origin is " + origin
                            + ", which others can reach.",
                    "Take the profile 'local' away and configure the district's OpenID provider, or set chaiwei.origin"
                            + " to http://localhost and the port.");
        }
    }

    @Bean
    @Order(10)
    SecurityFilterChain issuer(HttpSecurity http) {
        // Its login and the browser's session with the gateway live in one servlet session and must not be taken for
        // each other.
        var contexts = new HttpSessionSecurityContextRepository();
        contexts.setSpringSecurityContextKey("chaiwei.issuer.login");
        return http.oauth2AuthorizationServer(server -> {
                    http.securityMatchers(paths ->
                            paths.requestMatchers(server.getEndpointsMatcher()).requestMatchers("/issuer/**"));
                    server.oidc(Customizer.withDefaults())
                            .clientAuthentication(
                                    client -> client.authenticationProviders(providers -> providers.stream()
                                            .filter(ClientSecretAuthenticationProvider.class::isInstance)
                                            .map(ClientSecretAuthenticationProvider.class::cast)
                                            .forEach(provider -> provider.setPasswordEncoder(LONG_SECRETS))));
                })
                .authorizeHttpRequests(requests -> requests.requestMatchers("/issuer/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .securityContext(context -> context.securityContextRepository(contexts))
                .formLogin(form -> form.loginPage(LOGIN_PAGE).securityContextRepository(contexts))
                .logout(logout -> logout.disable())
                .headers(SecurityHeaders::set)
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint(LOGIN_PAGE)))
                .build();
    }

    @Bean
    PasswordEncoder passwords() {
        return new BCryptPasswordEncoder();
    }

    @Bean
    SigningKeys signingKeys(JdbcClient jdbc, TransactionTemplate transactions) {
        return new SigningKeys(jdbc, transactions);
    }

    @Bean
    Accounts accounts(JdbcClient jdbc, PasswordEncoder passwords) {
        return new Accounts(jdbc, passwords);
    }

    @Bean
    AuthorizationServerSettings issuerSettings(Origin origin) {
        return AuthorizationServerSettings.builder().issuer(origin.toString()).build();
    }

    @Bean
    JWKSource<SecurityContext> keys(SigningKeys keys) {
        return new ImmutableJWKSet<>(keys.jwks());
    }

    @Bean
    RegisteredClientRepository clients(
            Origin origin, SigningKeys keys, @Value("${chaiwei.issuer.access-token-life}") Duration accessTokenLife) {
        var tokens = TokenSettings.builder()
                .accessTokenTimeToLive(accessTokenLife)
                .refreshTokenTimeToLive(WORKING_DAY)
                // A page asks for several things at once; with a new refresh token each time, all but one would be
                // refused.
                .reuseRefreshTokens(true)
                .build();
        var cli = RegisteredClient.withId(CLI_CLIENT)
                .clientId(CLI_CLIENT)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("http://127.0.0.1/callback")
                .scope(OidcScopes.OPENID)
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(tokens)
                .build();
        var web = RegisteredClient.withId(WEB_CLIENT)
                .clientId(WEB_CLIENT)
                .clientSecret(LONG_SECRETS.encode(keys.secretFor(WEB_CLIENT)))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUri(origin.at("/login/oauth2/code/" + REGISTRATION))
                .scope(OidcScopes.OPENID)
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(tokens)
                .build();
        return new InMemoryRegisteredClientRepository(cli, web);
    }

    @Bean
    OAuth2AuthorizationService authorizations(JdbcOperations jdbc, RegisteredClientRepository clients) {
        return new JdbcOAuth2AuthorizationService(jdbc, clients);
    }

    @Bean
    ExpiredAuthorizations expiredAuthorizations(JdbcClient jdbc) {
        return new ExpiredAuthorizations(jdbc);
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims(Accounts accounts, SigningKeys keys) {
        // The claims are stored with the authorization as JSON with types, which know a plain ArrayList and no
        // immutable one.
        return token -> {
            token.getJwsHeader().algorithm(SignatureAlgorithm.RS256).keyId(keys.currentKid());
            Authentication person = Objects.requireNonNull(token.getPrincipal(), "every token here is a person's");
            accounts.find(person.getName()).ifPresent(account -> {
                token.getClaims().claim("role", account.role()).claim("streets", new ArrayList<>(account.streets()));
                if (token.getTokenType().getValue().equals(OidcParameterNames.ID_TOKEN)) {
                    // OpenID's way to give a name in another language.
                    token.getClaims().claim("name", account.nameZh()).claim("name#en", account.nameEn());
                } else {
                    token.getClaims().audience(new ArrayList<>(List.of(AUDIENCE)));
                }
            });
        };
    }

    /** For the tokens that programs send. Asks no network: the keys are here. */
    @Bean
    JwtDecoder tokensOfPrograms(JWKSource<SecurityContext> keys, Origin origin) {
        var decoder = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithms(algorithms -> algorithms.addAll(Set.of(SignatureAlgorithm.RS256)))
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(origin.toString()),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(AUDIENCE))));
        return decoder;
    }

    /**
     * The browser login of this gateway, as a client of the issuer in the same process. The browser is sent to the origin; the
     * gateway itself calls its own port, because the origin's name may mean something else from here.
     */
    @Bean
    ClientRegistrationRepository browserLogin(Origin origin, SigningKeys keys, @Value("${server.port}") int port) {
        var self = "http://127.0.0.1:" + port;
        return new InMemoryClientRegistrationRepository(ClientRegistration.withRegistrationId(REGISTRATION)
                .clientId(WEB_CLIENT)
                .clientSecret(keys.secretFor(WEB_CLIENT))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(origin.at("/login/oauth2/code/" + REGISTRATION))
                .scope(OidcScopes.OPENID)
                .authorizationUri(origin.at("/oauth2/authorize"))
                .tokenUri(self + "/oauth2/token")
                .jwkSetUri(self + "/oauth2/jwks")
                .userNameAttributeName(JwtClaimNames.SUB)
                .build());
    }
}
