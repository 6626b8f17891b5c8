package org.chaiwei.gateway.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import org.springframework.http.HttpHeaders;

/** The two languages that everything here is said in. Chinese unless the caller prefers English. */
public enum Language {
    ZH(Locale.SIMPLIFIED_CHINESE),
    EN(Locale.ENGLISH);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /** The first of the caller's languages that we speak. */
    public static Language of(HttpServletRequest request) {
        // Without the header the container would answer with this machine's own language.
        if (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null) return ZH;
        for (var wanted : Collections.list(request.getLocales())) {
            for (var language : values()) {
                if (wanted.getLanguage().equals(language.locale.getLanguage())) return language;
            }
        }
        return ZH;
    }

    public Locale locale() {
        return locale;
    }

    /** As in {@code problems_zh.properties} and {@code lang="zh"}. */
    public String code() {
        return locale.getLanguage();
    }
}
