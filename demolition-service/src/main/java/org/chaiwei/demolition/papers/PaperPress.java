package org.chaiwei.demolition.papers;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.chaiwei.demolition.evidence.KeptPapers;
import org.chaiwei.demolition.papers.PaperCommand.IssuePaper;
import org.chaiwei.demolition.papers.PaperRefusal.FontMissing;
import org.chaiwei.platform.problem.RefusedException;

/**
 * Prints a paper and keeps it. A template is XHTML with placeholders and no logic; whatever is filled in is escaped, so no value can become markup, and
 * nothing outside the service's own files is ever fetched. One paper is printed at a time, for the letters alone take some 50 MB. Thread-safe.
 */
final class PaperPress {

    /** The folder of the templates in use. Papers name it, so one that is in use is never changed but copied to the next. */
    private static final String VERSION = "v1";

    private static final String FONT = "Paper";

    private final PaperProperties properties;
    private final PaperForms forms;
    private final KeptPapers kept;
    private final Map<PaperKind, Template> templates = new EnumMap<>(PaperKind.class);
    private final Semaphore printing = new Semaphore(1);

    PaperPress(PaperProperties properties, PaperForms forms, KeptPapers kept) {
        this.properties = properties;
        this.forms = forms;
        this.kept = kept;
        var compiler = Mustache.compiler()
                .escapeHTML(true)
                .strictSections(true)
                .emptyStringIsFalse(true)
                .withLoader(name -> template("papers/" + VERSION + "/" + name + ".html"));
        for (var kind : PaperKind.values())
            templates.put(kind, compiler.compile(template("papers/" + VERSION + "/" + kind.file() + ".html")));
    }

    /** @param sha256 under which the paper is kept */
    record Printed(String number, String sha256, String template) {}

    /** @throws RefusedException with {@link FontMissing}; then nothing was printed */
    Printed print(IssuePaper command, int ordinal) {
        var draft = command.draft();
        var number = forms.number(draft.kind(), draft.office(), draft.year(), ordinal);
        var pdf = render(draft, number, command.check());
        return new Printed(
                number,
                kept.keep(pdf, command.violation(), draft.party(), command.by()),
                VERSION + "/" + draft.kind().file());
    }

    /** The paper as PDF. */
    byte[] render(Draft draft, String number, String check) {
        if (!Files.isReadable(properties.font()))
            throw new RefusedException(new FontMissing(properties.font().toString()));
        var values = new HashMap<>(draft.values());
        values.put("title", forms.of(draft.kind()).title());
        values.put("number", number);
        values.put("checkPage", properties.checkPage(check).toString());
        values.put("checkCode", QrCode.asDataUri(properties.checkPage(check).toString()));
        var page = Objects.requireNonNull(templates.get(draft.kind())).execute(values);
        printing.acquireUninterruptibly();
        try {
            return pdf(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            printing.release();
        }
    }

    private byte[] pdf(String page) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var press = new PdfRendererBuilder();
        press.useFastMode();
        press.useFont(properties.font().toFile(), FONT);
        press.useExternalResourceAccessControl(
                (uri, _) -> uri.startsWith("data:"), ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        press.withHtmlContent(page, null);
        press.withProducer("chaiwei");
        press.toStream(bytes);
        press.run();
        return bytes.toByteArray();
    }

    private static Reader template(String name) {
        var file = PaperPress.class.getResourceAsStream("/" + name);
        return new InputStreamReader(Objects.requireNonNull(file, name), StandardCharsets.UTF_8);
    }
}
