package org.chaiwei.gateway.issuer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.util.HtmlUtils;

/** An HTML page with {@code ${name}} in it. What is filled in is escaped, unless it is said to be HTML. */
final class Template {

    private static final Pattern NAME = Pattern.compile("\\$\\{(\\w+)}");

    private final String text;
    private final Map<String, String> html = new LinkedHashMap<>();

    private Template(String text) {
        this.text = text;
    }

    static Template of(String resource) {
        try {
            return new Template(new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy to fill, so that the template itself can be shared. */
    Template fill(ResourceBundle words) {
        var copy = new Template(text);
        words.keySet().forEach(name -> copy.with(name, words.getString(name)));
        return copy;
    }

    Template with(String name, String value) {
        html.put(name, HtmlUtils.htmlEscape(value));
        return this;
    }

    Template withHtml(String name, String value) {
        html.put(name, value);
        return this;
    }

    @Override
    public String toString() {
        return NAME.matcher(text).replaceAll(found -> {
            var value = html.get(found.group(1));
            if (value == null) throw new IllegalStateException("nothing to fill in for " + found.group());
            return Matcher.quoteReplacement(value);
        });
    }
}
