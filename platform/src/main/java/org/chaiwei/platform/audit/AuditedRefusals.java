package org.chaiwei.platform.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.Refusal;
import org.chaiwei.platform.problem.RefusalListener;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.TokenInvalid;
import org.chaiwei.platform.security.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Records refusals before their callers hear of them. The rule:
 *
 * <ul>
 *   <li>every 401 to a request that shows a token, in the name of {@code anonymous}, for the token is not believed;
 *   <li>every 403;
 *   <li>every other 4xx to a request by POST, PUT, PATCH or DELETE of somebody who is logged in.
 * </ul>
 *
 * <p>Not recorded: what a reader mistypes (a 404 or 400 to a GET), what comes without any token, and faults of ours (5xx), which are in the log. Tokens that
 * are not believed cost a stranger nothing, so they may fill no table: {@value #STRANGERS_AT_ONCE} at once and {@value #STRANGERS_PER_SECOND} a second are
 * recorded by each instance, the rest is counted, in {@code chaiwei.audit.passed.over} and in the next such record's {@code alsoRefused}.
 *
 * <p>Nothing that a caller wrote is kept, for it may name a person: the address is the route's template, the subject a UUID of the path or nothing, and
 * of the fields that were wrong only names of our own and what was wrong with them.
 */
final class AuditedRefusals implements RefusalListener {

    static final int STRANGERS_AT_ONCE = 100;
    static final int STRANGERS_PER_SECOND = 5;

    /** Fields of one refusal that are named. */
    private static final int FIELDS_MAX = 20;

    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    /** Names as our own records have them. */
    private static final Pattern FIELD =
            Pattern.compile("[A-Za-z][A-Za-z0-9.-]{0,40}(\\[\\d{1,6}])?[A-Za-z0-9.]{0,40}");

    /** Of a field that only the caller knows. */
    private static final String UNKNOWN = "unknown";

    private final AuditLog audit;
    private final RouteTemplates routes;
    private final Allowance strangers;
    private final Counter passedOver;

    AuditedRefusals(AuditLog audit, RouteTemplates routes, Allowance strangers, MeterRegistry meters) {
        this.audit = audit;
        this.routes = routes;
        this.strangers = strangers;
        this.passedOver = Counter.builder("chaiwei.audit.passed.over").register(meters);
    }

    /**
     * {@inheritDoc}
     *
     * @throws RefusedException with {@code unavailable} if the refusal can't be recorded
     */
    @Override
    public void refused(HttpServletRequest request, Refusal refusal) {
        var actor = Actor.of(request.getUserPrincipal());
        if (actor.equals(Actor.ANONYMOUS)) {
            if (refusal instanceof TokenInvalid) strangerRefused(request, refusal);
        } else if (refusal.status() == 403 || isClientError(refusal) && CHANGING.contains(request.getMethod())) {
            record(actor, request, refusal, details(refusal));
        }
    }

    private void strangerRefused(HttpServletRequest request, Refusal refusal) {
        if (!strangers.take()) {
            passedOver.increment();
            return;
        }
        var details = details(refusal);
        var others = strangers.takeExceeded();
        if (others > 0) details.put("alsoRefused", others);
        record(Actor.ANONYMOUS, request, refusal, details);
    }

    private void record(Actor actor, HttpServletRequest request, Refusal refusal, Map<String, Object> details) {
        var method = METHODS.contains(request.getMethod()) ? request.getMethod() : "OTHER";
        audit.record(
                AuditKind.REFUSAL, actor, method + " " + routes.of(request), subject(request), refusal.code(), details);
    }

    private static boolean isClientError(Refusal refusal) {
        return refusal.status() >= 400 && refusal.status() < 500;
    }

    private static Map<String, Object> details(Refusal refusal) {
        var details = new LinkedHashMap<String, Object>();
        details.put("status", refusal.status());
        var fields = refusal.errors().stream()
                .map(AuditedRefusals::wrongField)
                .distinct()
                .limit(FIELDS_MAX)
                .toList();
        if (!fields.isEmpty()) details.put("fields", fields);
        return details;
    }

    private static String wrongField(FieldError error) {
        var ours = !error.code().equals(UNKNOWN) && FIELD.matcher(error.field()).matches();
        return (ours ? error.field() : "?") + ": " + error.code();
    }

    /** The last id in the path, as the route has it. */
    private static @Nullable String subject(HttpServletRequest request) {
        if (request.getDispatcherType() == DispatcherType.ERROR
                || !(request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                        instanceof Map<?, ?> variables)) return null;
        return List.copyOf(variables.values()).reversed().stream()
                .map(String::valueOf)
                .filter(AuditedRefusals::isUuid)
                .findFirst()
                .orElse(null);
    }

    private static boolean isUuid(String text) {
        try {
            return text.length() == 36 && UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
