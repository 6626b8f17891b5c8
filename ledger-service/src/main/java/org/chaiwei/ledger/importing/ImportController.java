package org.chaiwei.ledger.importing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.chaiwei.ledger.importing.ImportBatch.UseTotal;
import org.chaiwei.ledger.importing.ImportRefusal.ImportBusy;
import org.chaiwei.ledger.importing.ImportRefusal.ImportNotReady;
import org.chaiwei.ledger.importing.ImportRefusal.ImportUnknown;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.violation.ViolationRefusal.RoleMayNot;
import org.chaiwei.platform.problem.ProblemTexts;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.remark.Remarks;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Imports over HTTP: upload and preview, commit, progress, undo. For the district's office and for street officials; a street official
 * sees and goes on with their own imports only.
 */
@RestController
@RequestMapping("/api/v1/ledger/imports")
class ImportController {

    private static final int PROBLEMS_SHOWN = 100;
    private static final int LEFT_SHOWN = 100;
    private static final int IMPORTS_SHOWN = 100;
    private static final Duration UPLOAD_WITHIN = Duration.ofSeconds(60);
    private static final long RETRY_AFTER_SECONDS = 5;
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private final ImportRecords records;
    private final Previews previews;
    private final Imports imports;
    private final ImportRunner runner;
    private final ProgressStreams streams;
    private final Places places;
    private final ProblemTexts texts;
    private final Semaphore oneFileAtATime = new Semaphore(1);

    ImportController(
            ImportRecords records,
            Previews previews,
            Imports imports,
            ImportRunner runner,
            ProgressStreams streams,
            Places places,
            ProblemTexts texts) {
        this.records = records;
        this.previews = previews;
        this.imports = imports;
        this.runner = runner;
        this.streams = streams;
        this.places = places;
        this.texts = texts;
    }

    /**
     * @param rowsRead {@code rowsGood + rowsWrong}
     * @param duplicates of the wrong rows, those whose number is in the ledger or earlier in the file
     * @param sheet the sheet that was read, {@code otherSheets} those that were not
     * @param problems the first hundred; all of them are in wrong-rows.xlsx
     * @param sameFile other imports of the very same file
     * @param left the first hundred entries that an undo left standing
     * @param progress how far the commit or the undo is
     */
    record Shown(
            UUID id,
            ImportState state,
            String fileName,
            String format,
            String encoding,
            String sheet,
            List<String> otherSheets,
            int rowsRead,
            int rowsGood,
            int rowsWrong,
            int rowsConflicting,
            int rowsLeft,
            int duplicates,
            BigDecimal areaM2,
            List<UseTotal> totals,
            List<Problem> problems,
            List<SameFile> sameFile,
            List<Left> left,
            String uploadedBy,
            Instant uploadedAt,
            @Nullable Instant committedAt,
            @Nullable String undoneBy,
            @Nullable Instant undoneAt,
            @Nullable Instant finishedAt,
            Progress progress) {

        record Problem(
                int row,
                String column,
                String code,
                @Nullable String reason,
                @Nullable String remedy) {}

        record SameFile(UUID id, ImportState state, Instant uploadedAt) {}

        record Left(UUID violation, int row) {}
    }

    /** One line of the list. */
    record Listed(
            UUID id,
            ImportState state,
            String fileName,
            int rowsGood,
            int rowsWrong,
            int rowsConflicting,
            BigDecimal areaM2,
            String uploadedBy,
            Instant uploadedAt,
            @Nullable Instant committedAt,
            @Nullable Instant undoneAt) {}

    record ListOfImports(List<Listed> items) {}

    record Undo(@NotBlank @Size(max = Remarks.LENGTH_MAX) String reason) {}

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            requestBody =
                    @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema =
                                                    @Schema(
                                                            type = "object",
                                                            requiredProperties = "file",
                                                            implementation = UploadForm.class))))
    ResponseEntity<Shown> upload(HttpServletRequest request, Actor actor) throws IOException {
        mayImport(actor);
        if (!oneFileAtATime.tryAcquire()) {
            UploadedFile.passOver(request, UPLOAD_WITHIN);
            throw new RefusedException(new ImportBusy(RETRY_AFTER_SECONDS));
        }
        UUID id;
        try {
            id = previews.preview(UploadedFile.read(request, UPLOAD_WITHIN), actor);
        } finally {
            oneFileAtATime.release();
        }
        return ResponseEntity.created(URI.create("/api/v1/ledger/imports/" + id))
                .body(shown(find(id, actor), actor, ProblemTexts.languageOf(request)));
    }

    /** The upload as the interface's description shows it; it is read as a stream. */
    private record UploadForm(
            @Schema(type = "string", format = "binary") String file) {}

    @GetMapping("/template.xlsx")
    void template(HttpServletResponse response) throws IOException {
        attach(response, XLSX, "台账导入模板.xlsx");
        Spreadsheets.template(response.getOutputStream(), places);
    }

    @GetMapping("/template.csv")
    void templateCsv(HttpServletResponse response) throws IOException {
        attach(response, CSV, "台账导入模板.csv");
        Spreadsheets.templateCsv(response.getOutputStream());
    }

    @GetMapping
    ListOfImports list(Actor actor) {
        mayImport(actor);
        return new ListOfImports(records.newest(onlyOf(actor), IMPORTS_SHOWN).stream()
                .map(batch -> new Listed(
                        batch.id(),
                        batch.state(),
                        batch.fileName(),
                        batch.rowsGood(),
                        batch.rowsWrong(),
                        batch.rowsConflicting(),
                        batch.areaM2(),
                        batch.uploadedBy(),
                        batch.uploadedAt(),
                        batch.committedAt(),
                        batch.undoneAt()))
                .toList());
    }

    @GetMapping("/{id}")
    ResponseEntity<Shown> show(@PathVariable UUID id, Actor actor, HttpServletRequest request) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(shown(find(id, actor), actor, ProblemTexts.languageOf(request)));
    }

    @GetMapping("/{id}/wrong-rows.xlsx")
    void wrongRows(@PathVariable UUID id, Actor actor, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var batch = find(id, actor);
        var language = ProblemTexts.languageOf(request);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        attach(response, XLSX, "错误行.xlsx");
        Spreadsheets.wrongRows(
                response.getOutputStream(),
                records.wrongRows(batch.id())
                        .map(wrong -> new Spreadsheets.WrongRow(
                                wrong.row(),
                                wrong.cells(),
                                said(wrong.problems(), "message", language),
                                said(wrong.problems(), "remedy", language))));
    }

    @PostMapping("/{id}/commit")
    ResponseEntity<Shown> commit(@PathVariable UUID id, Actor actor, HttpServletRequest request) {
        var batch = find(id, actor);
        // The events name whoever uploaded the file: nobody puts entries into the ledger in another's name.
        if (!batch.uploadedBy().equals(actor.id())) throw new RefusedException(new ImportUnknown());
        imports.commit(id, actor);
        return accepted(id, actor, request);
    }

    @PostMapping("/{id}/undo")
    ResponseEntity<Shown> undo(
            @PathVariable UUID id,
            @Valid @org.springframework.web.bind.annotation.RequestBody Undo undo,
            Actor actor,
            HttpServletRequest request) {
        find(id, actor);
        imports.undo(id, undo.reason(), actor);
        return accepted(id, actor, request);
    }

    @GetMapping(path = "/{id}/progress", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter progress(@PathVariable UUID id, Actor actor) {
        find(id, actor);
        return streams.open(id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(org.springframework.http.HttpStatus.NO_CONTENT)
    void discard(@PathVariable UUID id, Actor actor) {
        var batch = find(id, actor);
        if (!previews.discard(id)) throw new RefusedException(new ImportNotReady(batch.state()));
    }

    private ResponseEntity<Shown> accepted(UUID id, Actor actor, HttpServletRequest request) {
        runner.wake();
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/ledger/imports/" + id + "/progress"))
                .body(shown(find(id, actor), actor, ProblemTexts.languageOf(request)));
    }

    private ImportBatch find(UUID id, Actor actor) {
        mayImport(actor);
        return records.find(id)
                .filter(batch ->
                        actor.role() == Role.OFFICE || batch.uploadedBy().equals(actor.id()))
                .orElseThrow(() -> new RefusedException(new ImportUnknown()));
    }

    private static @Nullable String onlyOf(Actor actor) {
        return actor.role() == Role.OFFICE ? null : actor.id();
    }

    private static void mayImport(Actor actor) {
        if (actor.role() != Role.OFFICE && actor.role() != Role.STREET)
            throw new RefusedException(new RoleMayNot(List.of(Role.OFFICE.claim(), Role.STREET.claim())));
    }

    private Shown shown(ImportBatch batch, Actor actor, Locale language) {
        return new Shown(
                batch.id(),
                batch.state(),
                batch.fileName(),
                batch.source().format().name(),
                batch.source().encoding(),
                batch.source().sheet(),
                batch.source().otherSheets(),
                batch.rowsRead(),
                batch.rowsGood(),
                batch.rowsWrong(),
                batch.rowsConflicting(),
                batch.rowsLeft(),
                batch.duplicates(),
                batch.areaM2(),
                batch.totals(),
                records.problems(batch.id(), PROBLEMS_SHOWN).stream()
                        .map(problem -> new Shown.Problem(
                                problem.row(),
                                problem.column(),
                                problem.code(),
                                problem.text(texts, "message", language),
                                problem.text(texts, "remedy", language)))
                        .toList(),
                records.ofSameFile(batch.fileSha256(), batch.id(), onlyOf(actor)).stream()
                        .map(same -> new Shown.SameFile(same.id(), same.state(), same.uploadedAt()))
                        .toList(),
                batch.rowsLeft() == 0
                        ? List.of()
                        : records.leftStanding(batch.id(), LEFT_SHOWN).stream()
                                .map(row -> new Shown.Left(row.violation(), row.row()))
                                .toList(),
                batch.uploadedBy(),
                batch.uploadedAt(),
                batch.committedAt(),
                batch.undoneBy(),
                batch.undoneAt(),
                batch.finishedAt(),
                streams.progressOf(batch));
    }

    private String said(List<RowProblem> problems, String part, Locale language) {
        return problems.stream()
                .map(problem -> (problem.column().isEmpty() ? "" : problem.column() + "：")
                        + problem.text(texts, part, language))
                .collect(Collectors.joining("\n"));
    }

    private static void attach(HttpServletResponse response, MediaType type, String fileName) {
        response.setContentType(type.toString());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(fileName, java.nio.charset.StandardCharsets.UTF_8)
                        .build()
                        .toString());
    }
}
