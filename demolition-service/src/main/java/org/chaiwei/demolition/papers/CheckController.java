package org.chaiwei.demolition.papers;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.chaiwei.demolition.papers.PaperRefusal.NoSuchPaper;
import org.chaiwei.platform.problem.ProblemTexts;
import org.chaiwei.platform.problem.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * 文书查验: what the code on a paper leads to, for anybody. It says that there is such a paper, when it was issued, whether it holds, and the SHA-256 of the
 * true one: no name, no place, no case.
 */
@RestController
@RequestMapping(CheckController.PATH)
class CheckController {

    static final String PATH = "/api/v1/demolition/papers/check";

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{10,64}");

    private static final Map<PaperStatus, String> STATUS_ZH =
            Map.of(PaperStatus.VALID, "有效", PaperStatus.WITHDRAWN, "已收回", PaperStatus.SUPERSEDED, "已被替代");

    private static final Map<PaperStatus, String> STATUS_EN = Map.of(
            PaperStatus.VALID, "valid", PaperStatus.WITHDRAWN, "withdrawn", PaperStatus.SUPERSEDED, "superseded");

    private final PaperRows rows;
    private final PaperForms forms;
    private final Template page;

    CheckController(PaperRows rows, PaperForms forms) {
        this.rows = rows;
        this.forms = forms;
        this.page = page();
    }

    /** @param statusOn since when it no longer holds; null while it does */
    record Checked(
            String title,
            String number,
            LocalDate issuedOn,
            PaperStatus status,
            @Nullable LocalDate statusOn,
            String sha256) {}

    /** For a program. */
    @GetMapping(path = "/{code}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Checked> check(@PathVariable String code) {
        var found = find(code);
        if (found == null) throw new RefusedException(new NoSuchPaper());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(found);
    }

    /** For a person with a telephone: the same as a page, in Chinese or English. */
    @GetMapping(path = "/{code}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> checkPage(@PathVariable String code, HttpServletRequest request) {
        var english = ProblemTexts.languageOf(request).getLanguage().equals(Locale.ENGLISH.getLanguage());
        var found = find(code);
        var values = new HashMap<String, Object>();
        values.put("language", english ? "en" : "zh-CN");
        values.put("english", english);
        values.put("chinese", !english);
        values.put("found", found != null);
        values.put("unknown", found == null);
        if (found != null) {
            values.put("title", found.title);
            values.put("number", found.number);
            values.put("issuedOn", english ? found.issuedOn.toString() : Drafting.date(found.issuedOn));
            values.put("status", Objects.requireNonNull((english ? STATUS_EN : STATUS_ZH).get(found.status)));
            values.put("statusOn", found.statusOn == null ? "" : found.statusOn.toString());
            values.put("class", found.status == PaperStatus.VALID ? "valid" : "ended");
            values.put("sha256", found.sha256);
        }
        return ResponseEntity.status(found == null ? HttpStatus.NOT_FOUND : HttpStatus.OK)
                .cacheControl(CacheControl.noStore())
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(page.execute(values));
    }

    /** Beside the page, because a page of the district's origin may not bring its style within itself. */
    @Hidden
    @GetMapping(path = "/style.css", produces = "text/css")
    ResponseEntity<Resource> style() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(1, TimeUnit.HOURS).cachePublic())
                .body(new ClassPathResource("papers/check.css"));
    }

    private @Nullable Checked find(String code) {
        if (!CODE.matcher(code).matches()) return null;
        return rows.findByCheck(code)
                .map(row -> new Checked(
                        forms.of(row.kind()).title(),
                        row.number(),
                        row.issuedOn(),
                        row.status(),
                        row.statusOn(),
                        row.sha256()))
                .orElse(null);
    }

    private static Template page() {
        var file =
                Objects.requireNonNull(CheckController.class.getResourceAsStream("/papers/check.html"), "check.html");
        try (var reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            return Mustache.compiler()
                    .escapeHTML(true)
                    .emptyStringIsFalse(true)
                    .defaultValue("")
                    .compile(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
