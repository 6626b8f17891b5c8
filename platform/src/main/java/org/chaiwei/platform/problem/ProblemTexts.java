package org.chaiwei.platform.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * What problems say, in Chinese (the default) and English. Each module brings {@code problems_zh.properties} and
 * {@code problems_en.properties} (UTF-8) at the root of its class path or beside the package that refuses; all are read as one,
 * and a key defined twice with different words is an error at the start.
 *
 * <p>In a text {@code {name}} stands for the detail of that name: a decimal plain, a date as ISO, a list joined, nothing for null.
 */
public final class ProblemTexts {

    public static final List<Locale> LANGUAGES = List.of(Locale.CHINESE, Locale.ENGLISH);

    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

    /** A longer header is not worth parsing: nobody reads that many languages. */
    private static final int ACCEPT_LANGUAGE_MAX = 512;

    private final Map<Locale, Map<String, String>> texts;

    private ProblemTexts(Map<Locale, Map<String, String>> texts) {
        this.texts = texts;
    }

    /** All texts that this class loader sees. */
    public static ProblemTexts load(ClassLoader classLoader) {
        return new ProblemTexts(LANGUAGES.stream().collect(Collectors.toMap(l -> l, l -> load(classLoader, l))));
    }

    /** The language to answer in, by {@code Accept-Language}. */
    public static Locale languageOf(HttpServletRequest request) {
        var header = request.getHeader("Accept-Language");
        if (header == null || header.isBlank() || header.length() > ACCEPT_LANGUAGE_MAX) return Locale.CHINESE;
        try {
            var best = Locale.lookup(Locale.LanguageRange.parse(header), LANGUAGES);
            return best == null ? Locale.CHINESE : best;
        } catch (IllegalArgumentException malformed) {
            return Locale.CHINESE;
        }
    }

    /** The text of a key, with its names filled in; null where no module has it. */
    public @Nullable String text(Locale language, String key, Map<String, ? extends @Nullable Object> details) {
        var text = texts.getOrDefault(language, Map.of()).get(key);
        return text == null
                ? null
                : NAME.matcher(text)
                        .replaceAll(name -> Matcher.quoteReplacement(
                                details.containsKey(name.group(1))
                                        ? plain(language, details.get(name.group(1)))
                                        : name.group()));
    }

    /**
     * The keys that are wanting for these codes, each with its language: empty when every code has its title, detail and remedy in
     * both. For a service's test over its refusals.
     */
    public List<String> missing(Collection<String> codes) {
        return missing("", codes, List.of(".title", ".detail", ".remedy"));
    }

    /** As {@link #missing}, for the codes of {@link FieldError}s. */
    public List<String> missingForFields(Collection<String> codes) {
        return missing("field.", codes, List.of(".message", ".remedy"));
    }

    private List<String> missing(String prefix, Collection<String> codes, List<String> parts) {
        var missing = new ArrayList<String>();
        for (var language : LANGUAGES)
            for (var code : codes)
                for (var part : parts)
                    if (!texts.getOrDefault(language, Map.of()).containsKey(prefix + code + part))
                        missing.add(language + ": " + prefix + code + part);
        return missing;
    }

    private static String plain(Locale language, @Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            case Collection<?> many ->
                many.stream()
                        .map(one -> plain(language, one))
                        .collect(Collectors.joining(language.equals(Locale.CHINESE) ? "、" : ", "));
            default -> value.toString();
        };
    }

    private static Map<String, String> load(ClassLoader classLoader, Locale language) {
        var file = "problems_" + language.getLanguage() + ".properties";
        var resolver = new PathMatchingResourcePatternResolver(classLoader);
        var merged = new HashMap<String, String>();
        try {
            for (var pattern : List.of("classpath*:" + file, "classpath*:org/chaiwei/**/" + file))
                for (var resource : resolver.getResources(pattern)) add(resource, merged);
        } catch (IOException e) {
            throw new UncheckedIOException("no problem texts", e);
        }
        return Map.copyOf(merged);
    }

    private static void add(Resource resource, Map<String, String> merged) throws IOException {
        var properties = new Properties();
        try (var reader = new InputStreamReader(resource.getInputStream(), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        properties.stringPropertyNames().forEach(key -> {
            var text = properties.getProperty(key);
            var other = merged.putIfAbsent(key, text);
            if (other != null && !other.equals(text))
                throw new IllegalStateException("two texts for " + key + ", one in " + resource);
        });
    }
}
