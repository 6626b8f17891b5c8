package org.chaiwei.platform.problem;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells a refusal or a failure to the caller as an RFC 9457 problem. The only place that does: the controllers' advice, the security
 * chain and the container's error dispatch all come here, so that every problem has the same members.
 *
 * <pre>{@code
 * {"type":"urn:chaiwei:problem:<code>", "title", "status", "detail", "instance", "code", "remedy",
 *  "errors":[{"field","code","message","remedy"}], …details}
 * }</pre>
 */
public final class ProblemWriter {

    private final ProblemTexts texts;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private final Iterable<RefusalListener> listeners;

    ProblemWriter(ProblemTexts texts, JsonMapper json, MeterRegistry meters, Iterable<RefusalListener> listeners) {
        this.texts = texts;
        this.json = json;
        this.meters = meters;
        this.listeners = listeners;
    }

    /** Says why {@code failure} happened, as far as a caller may know. */
    public void write(HttpServletRequest request, HttpServletResponse response, Throwable failure) throws IOException {
        write(request, response, Failures.refusalOf(failure));
    }

    /** Says this refusal, after whoever listens has heard it. The response must not be committed; headers set so far stay. */
    public void write(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        say(request, response, heard(request, refusal));
    }

    /** The refusal itself, or what a listener wants to be said in its stead. */
    private Refusal heard(HttpServletRequest request, Refusal refusal) {
        try {
            for (var listener : listeners) listener.refused(request, refusal);
            return refusal;
        } catch (RefusedException instead) {
            return instead.refusal();
        }
    }

    private void say(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        meters.counter("chaiwei.refusals", "code", refusal.code()).increment();
        var language = ProblemTexts.languageOf(request);
        response.resetBuffer();
        response.setStatus(refusal.status());
        refusal.headers().forEach(response::setHeader);
        response.setHeader("Content-Language", language.toLanguageTag());
        response.addHeader("Vary", "Accept-Language");
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        var body = json.writeValueAsBytes(body(refusal, pathOf(request), language));
        response.setContentLength(body.length);
        if (!"HEAD".equals(request.getMethod())) response.getOutputStream().write(body);
        response.flushBuffer();
    }

    private Map<String, @Nullable Object> body(Refusal refusal, String path, Locale language) {
        var code = refusal.code();
        var details = new LinkedHashMap<String, @Nullable Object>(refusal.details());
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("type", "urn:chaiwei:problem:" + code);
        body.put("title", texts.text(language, code + ".title", details));
        body.put("status", refusal.status());
        body.put("detail", texts.text(language, code + ".detail", details));
        body.put("instance", path);
        body.put("code", code);
        body.put("remedy", texts.text(language, code + ".remedy", details));
        body.put(
                "errors",
                refusal.errors().stream()
                        .map(error -> fieldError(error, language))
                        .toList());
        details.forEach(body::putIfAbsent);
        return body;
    }

    private Map<String, @Nullable Object> fieldError(FieldError error, Locale language) {
        var details = new HashMap<String, @Nullable Object>(error.details());
        details.put("field", error.field());
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("field", error.field());
        body.put("code", error.code());
        // A constraint that no module has words for is at least told as wrong.
        var known = texts.text(language, "field." + error.code() + ".message", details) != null;
        var key = "field." + (known ? error.code() : "malformed");
        body.put("message", texts.text(language, key + ".message", details));
        body.put("remedy", texts.text(language, key + ".remedy", details));
        return body;
    }

    /** The path alone: a query may hold what a person searched for. */
    private static String pathOf(HttpServletRequest request) {
        return request.getAttribute("jakarta.servlet.error.request_uri") instanceof String asked
                ? asked
                : request.getRequestURI();
    }
}
