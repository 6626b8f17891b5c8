package org.chaiwei.gateway.problem;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** Says a {@link Problem} as {@code application/problem+json}, from {@code problems_zh} or {@code problems_en}. */
@Component
public class Problems {

    private static final Pattern DETAIL = Pattern.compile("\\{(\\w+)}");

    private final JsonMapper json;
    private final MeterRegistry metrics;

    Problems(JsonMapper json, MeterRegistry metrics) {
        this.json = json;
        this.metrics = metrics;
    }

    /** For filters and other places outside the dispatcher. Does nothing where the answer has already begun. */
    public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        metrics.counter("chaiwei.refusals", "code", problem.kind().code()).increment();
        if (response.isCommitted()) return;
        response.setStatus(problem.kind().status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_LANGUAGE, Language.of(request).locale().toLanguageTag());
        if (problem.retryAfter() != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(problem.retryAfterSeconds()));
        }
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        var body = json.writeValueAsBytes(body(request, problem));
        response.setContentLength(body.length);
        // Not through the character writer: its charset would be added to a media type that has none.
        if (!"HEAD".equals(request.getMethod())) response.getOutputStream().write(body);
    }

    /** For routes. */
    public ServerResponse answer(Problem problem) {
        return ServerResponse.status(problem.kind().status()).build((request, response) -> {
            write(request, response, problem);
            return null;
        });
    }

    private static Map<String, Object> body(HttpServletRequest request, Problem problem) {
        var code = problem.kind().code();
        var texts =
                ResourceBundle.getBundle("problems", Language.of(request).locale(), Problems.class.getClassLoader());
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "urn:chaiwei:problem:" + code);
        body.put("title", texts.getString(code + ".title"));
        body.put("status", problem.kind().status());
        body.put("detail", fill(texts.getString(code + ".detail"), problem.details()));
        body.put("instance", pathOf(request));
        body.put("code", code);
        body.put("remedy", fill(texts.getString(code + ".remedy"), problem.details()));
        body.put("errors", List.of());
        problem.details().forEach(body::putIfAbsent);
        return body;
    }

    /** The path alone: a query may hold what a person searched for. */
    private static String pathOf(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked
                ? asked
                : request.getRequestURI();
    }

    private static String fill(String text, Map<String, Object> details) {
        return DETAIL.matcher(text).replaceAll(found -> {
            var value = details.get(found.group(1));
            if (value == null) throw new IllegalStateException("no detail " + found.group(1) + " for: " + text);
            return Matcher.quoteReplacement(String.format(Locale.ROOT, "%s", value));
        });
    }
}
