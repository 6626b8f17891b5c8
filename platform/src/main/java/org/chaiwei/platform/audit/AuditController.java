package org.chaiwei.platform.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.chaiwei.platform.audit.AuditTable.Filter;
import org.chaiwei.platform.audit.AuditTable.Row;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.Forbidden;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the audit records to those who supervise and those who audit, the newest first. */
@RestController
final class AuditController {

    private static final Set<Role> READERS = Set.of(Role.SUPERVISION, Role.AUDITADMIN);

    private final AuditTable table;

    AuditController(AuditTable table) {
        this.table = table;
    }

    /** @param next where the next page begins, as {@code before}; null on the last one */
    record Listed(List<Item> items, @Nullable Long next) {}

    /**
     * One record.
     *
     * @param role the actor's, in lower case as tokens have it
     * @param action method and route, or the act's name
     * @param code a refusal's code, or {@code accepted}
     */
    record Item(
            long position,
            Instant recordedAt,
            String actor,
            String role,
            AuditKind kind,
            String action,
            @Nullable String subject,
            String code,
            @JsonRawValue @Schema(type = "object") String details,
            @Nullable String traceparent) {

        static Item of(Row row) {
            return new Item(
                    row.position(),
                    row.recordedAt(),
                    row.actor(),
                    row.role(),
                    row.kind(),
                    row.action(),
                    row.subject(),
                    row.code(),
                    row.details(),
                    row.traceparent());
        }
    }

    /**
     * @param before records below this position, exclusive
     * @param from recorded at this time or later
     * @param to recorded before this time
     */
    @GetMapping("/api/v1/${chaiwei.service}/audit-records")
    Listed list(
            @RequestParam(required = false) @Nullable @Size(max = 200) String actor,
            @RequestParam(required = false) @Nullable AuditKind kind,
            @RequestParam(required = false) @Nullable @Size(max = 200) String code,
            @RequestParam(required = false) @Nullable OffsetDateTime from,
            @RequestParam(required = false) @Nullable OffsetDateTime to,
            @RequestParam(required = false) @Nullable @Min(1) Long before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            Actor caller) {
        if (!READERS.contains(caller.role())) throw new RefusedException(new Forbidden());
        var filter = new Filter(actor, kind, code, instant(from), instant(to));
        var rows = table.before(before == null ? Long.MAX_VALUE : before, filter, limit + 1);
        var page = rows.subList(0, Math.min(limit, rows.size()));
        return new Listed(
                page.stream().map(Item::of).toList(),
                rows.size() > limit ? page.getLast().position() : null);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
