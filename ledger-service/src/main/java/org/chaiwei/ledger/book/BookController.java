package org.chaiwei.ledger.book;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.violation.ViolationRefusal.NotRegistered;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;
import org.chaiwei.platform.problem.RequestRefusal.Unavailable;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ConsistencyToken;
import org.chaiwei.platform.view.ViewPositions;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads the book: lists, single entries, exports, the books' sizes. A street official sees their own streets only. */
@RestController
@RequestMapping("/api/v1/ledger")
class BookController {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String CSV = "text/csv;charset=UTF-8";

    /** An export of the whole ledger takes a second or two of a core; more at a time would only all be later. */
    private static final int EXPORTS_AT_ONCE = 2;

    private static final Duration EXPORT_WAITS = Duration.ofSeconds(10);

    /**
     * Some entries of a list, and the totals of all of it.
     *
     * @param next the cursor of the next page, null on the last one
     * @param position the list holds everything recorded up to here, and maybe what came while it was read
     */
    record Listed(List<Entry> items, @Nullable String next, Book.Total total, long position) {}

    private final Book book;
    private final ViewPositions positions;
    private final EntryExport export;
    private final Places places;
    private final BusinessClock clock;
    private final Semaphore exports = new Semaphore(EXPORTS_AT_ONCE, true);

    BookController(Book book, ViewPositions positions, EntryExport export, Places places, BusinessClock clock) {
        this.book = book;
        this.positions = positions;
        this.export = export;
        this.places = places;
        this.clock = clock;
    }

    @GetMapping("/violations")
    Listed list(
            @ParameterObject @ModelAttribute @Valid EntryQuery query,
            @RequestParam(required = false) @Nullable @Size(max = 2_000) String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        var filter = EntryFilter.of(query, actor.scope(), places);
        var after = cursor == null || cursor.isEmpty()
                ? null
                : Cursor.of(cursor, filter)
                        .orElseThrow(() -> new RefusedException(
                                new InvalidRequest(List.of(new FieldError("cursor", "not-a-cursor-of-this-list")))));
        positions.await(BookProjection.NAME, ownWrite);
        long position = positions.position(BookProjection.NAME);
        var page = book.page(filter, after, limit);
        return new Listed(page.items(), page.next(), page.total(), position);
    }

    /** The entry, with its sequence as the ETag that a change can name in {@code If-Match}. */
    @GetMapping("/violations/{id}")
    ResponseEntity<Entry> one(@PathVariable UUID id, @Nullable ConsistencyToken ownWrite, Actor actor) {
        ReadAccess.streets(actor.scope(), null);
        positions.await(BookProjection.NAME, ownWrite);
        var entry = book.entry(id).orElseThrow(() -> new RefusedException(new NotRegistered()));
        ReadAccess.streets(actor.scope(), entry.particulars().street());
        return ResponseEntity.ok().eTag("\"" + entry.change().sequence() + "\"").body(entry);
    }

    @GetMapping("/books")
    List<Book.Size> books(@Nullable ConsistencyToken ownWrite, Actor actor) {
        positions.await(BookProjection.NAME, ownWrite);
        return book.sizes(ReadAccess.streets(actor.scope(), null));
    }

    @GetMapping(path = "/violations/export.xlsx", produces = XLSX)
    void xlsx(
            @ParameterObject @ModelAttribute @Valid EntryQuery query,
            @Nullable ConsistencyToken ownWrite,
            Actor actor,
            HttpServletResponse response)
            throws IOException {
        positions.await(BookProjection.NAME, ownWrite);
        send(query, actor, response, XLSX, "xlsx", export::xlsx);
    }

    @GetMapping(path = "/violations/export.csv", produces = CSV)
    void csv(
            @ParameterObject @ModelAttribute @Valid EntryQuery query,
            @Nullable ConsistencyToken ownWrite,
            Actor actor,
            HttpServletResponse response)
            throws IOException {
        positions.await(BookProjection.NAME, ownWrite);
        send(query, actor, response, CSV, "csv", export::csv);
    }

    @FunctionalInterface
    private interface Format {
        void write(EntryExport.Entries entries, OutputStream out) throws IOException;
    }

    /**
     * Writes the export into a file first. The database's snapshot then lasts as long as reading takes, and not as long as a slow
     * caller does, and what goes wrong can still be told as a problem.
     */
    private void send(
            EntryQuery query, Actor actor, HttpServletResponse response, String type, String ending, Format format)
            throws IOException {
        var filter = EntryFilter.of(query, actor.scope(), places);
        var file = Files.createTempFile("chaiwei-export-", "." + ending);
        try {
            write(filter, format, file);
            response.setContentType(type);
            response.setContentLengthLong(Files.size(file));
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename("台账-%s.%s".formatted(clock.today(), ending), StandardCharsets.UTF_8)
                            .build()
                            .toString());
            Files.copy(file, response.getOutputStream());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void write(EntryFilter filter, Format format, Path file) throws IOException {
        try {
            if (!exports.tryAcquire(EXPORT_WAITS.toMillis(), TimeUnit.MILLISECONDS))
                throw new RefusedException(new Unavailable(EXPORT_WAITS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(new Unavailable(EXPORT_WAITS));
        }
        try (var out = Files.newOutputStream(file)) {
            format.write(use -> book.each(filter, use), out);
        } finally {
            exports.release();
        }
    }
}
