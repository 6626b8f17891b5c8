package org.chaiwei.platform.command;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.axonframework.common.IdentifierFactory;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;
import org.chaiwei.platform.security.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/** Gives a controller the {@link RequestContext} of the request it serves. */
final class RequestContextArgument implements HandlerMethodArgumentResolver {

    /** A strong entity tag with a sequence; a weak one never matches (RFC 9110, 13.1.1). */
    private static final Pattern SEQUENCE = Pattern.compile("\"(\\d{1,18})\"");

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == RequestContext.class;
    }

    @Override
    public RequestContext resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        var request = web.getNativeRequest(HttpServletRequest.class);
        if (request == null) throw new IllegalStateException("not a servlet's request");
        var actor = Actor.of(request.getUserPrincipal());
        return new RequestContext(
                actor,
                expectedSequence(request.getHeader(HttpHeaders.IF_MATCH)),
                key(request, actor),
                UUID.fromString(IdentifierFactory.getInstance().generateIdentifier()));
    }

    private static @Nullable Long expectedSequence(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) return null;
        var sequence = SEQUENCE.matcher(ifMatch.strip());
        if (!sequence.matches()) throw malformed(HttpHeaders.IF_MATCH);
        return Long.valueOf(sequence.group(1));
    }

    private static @Nullable IdempotencyKey key(HttpServletRequest request, Actor actor) {
        var key = request.getHeader(IdempotencyKey.HEADER);
        if (key == null) return null;
        if (!KEY.matcher(key).matches()) throw malformed(IdempotencyKey.HEADER);
        if (!(request.getAttribute(RequestBodyHash.ATTRIBUTE) instanceof byte[] bodyHash))
            throw new IllegalStateException("the body of a request with a key was not hashed");
        return IdempotencyKey.of(
                actor.id(),
                request.getMethod(),
                String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)),
                request.getRequestURI(),
                key,
                bodyHash);
    }

    private static RefusedException malformed(String header) {
        return new RefusedException(new InvalidRequest(List.of(new FieldError(header, "malformed"))));
    }
}
