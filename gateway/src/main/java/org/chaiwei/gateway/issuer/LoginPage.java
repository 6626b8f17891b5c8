package org.chaiwei.gateway.issuer;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.chaiwei.gateway.problem.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * The local issuer's login page: one form, and the demo accounts to choose from. Works without script; {@code login.js} only fills
 * in an account that is clicked. The template is {@code issuer/login.html}, its words {@code login_zh.properties} and {@code login_en.properties}.
 */
@RestController
@Profile("local")
class LoginPage {

    private final Accounts accounts;
    private final Template template;

    LoginPage(Accounts accounts) {
        this.accounts = accounts;
        this.template = Template.of("issuer/login.html");
    }

    @GetMapping(path = LocalIssuer.LOGIN_PAGE, produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page(
            @RequestParam(required = false) @Nullable String lang,
            @RequestParam(required = false) @Nullable String error,
            CsrfToken csrf,
            HttpServletRequest request) {
        var language = lang == null ? Language.of(request) : "en".equals(lang) ? Language.EN : Language.ZH;
        var words = ResourceBundle.getBundle("issuer/login", language.locale());
        var page = template.fill(words)
                .with("lang", language.locale().toLanguageTag())
                .with("csrfName", csrf.getParameterName())
                .with("csrf", csrf.getToken())
                .with("demoPassword", DemoAccounts.PASSWORD)
                .withHtml("error", error == null ? "" : alert(words.getString("wrong")))
                .withHtml("accounts", demoAccounts(language));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(page.toString());
    }

    private static String alert(String text) {
        return "<p class=\"wrong\" role=\"alert\">" + HtmlUtils.htmlEscape(text) + "</p>";
    }

    private String demoAccounts(Language language) {
        return accounts.all().stream()
                .map(account -> "<li><button type=\"button\" data-account=\"%1$s\">%2$s <code>%1$s</code></button></li>"
                        .formatted(
                                HtmlUtils.htmlEscape(account.actor()),
                                HtmlUtils.htmlEscape(language == Language.EN ? account.nameEn() : account.nameZh())))
                .collect(Collectors.joining("\n"));
    }
}
