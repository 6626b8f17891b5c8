package org.chaiwei.demolition.evidence;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseReaders;
import org.chaiwei.demolition.enforcement.CasesOnRecord;
import org.chaiwei.demolition.evidence.EvidenceFiles.Part;
import org.chaiwei.demolition.evidence.EvidenceRefusal.NoSuchEvidence;
import org.chaiwei.demolition.ledger.AskedLedger;
import org.chaiwei.demolition.street.Streets;
import org.chaiwei.platform.audit.AuditLog;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.Forbidden;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.view.ConsistencyToken;
import org.chaiwei.platform.view.ViewPositions;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * Evidence over HTTP. What is uploaded gets its SHA-256, by which a step names it. It is shown to whoever may read one of its cases, and to whoever
 * brought it, and each time that is written down before the first byte leaves.
 */
@RestController
@RequestMapping("/api/v1/demolition/evidence")
class EvidenceController {

    private static final String SHA_256 = "[0-9a-f]{64}";

    private static final Set<Role> BRINGERS =
            EnumSet.of(Role.STREET, Role.OFFICE, Role.ENFORCEMENT, Role.ACCEPTANCE, Role.LEGAL, Role.LEADER);

    private final EvidenceIntake intake;
    private final EvidenceRows rows;
    private final EvidenceFiles files;
    private final CasesOnRecord cases;
    private final Streets streets;
    private final AskedLedger ledger;
    private final AuditLog audit;
    private final ViewPositions positions;

    EvidenceController(
            EvidenceIntake intake,
            EvidenceRows rows,
            EvidenceFiles files,
            CasesOnRecord cases,
            Streets streets,
            AskedLedger ledger,
            AuditLog audit,
            ViewPositions positions) {
        this.intake = intake;
        this.rows = rows;
        this.files = files;
        this.cases = cases;
        this.streets = streets;
        this.ledger = ledger;
        this.audit = audit;
        this.positions = positions;
    }

    /**
     * @param type by its content, such as {@code image/jpeg}
     * @param taken when, by the camera's own clock; null where it doesn't say
     * @param place where, by the camera; null where it doesn't say
     * @param thumbnail whether there is a small picture of it
     */
    record Kept(
            String sha256,
            String type,
            long sizeBytes,
            @Nullable LocalDateTime taken,
            @Nullable PlaceHint place,
            boolean thumbnail) {}

    /** From where a distance is counted. The names stand in JSON and never change. */
    enum From {
        /** The place of the entry, as the ledger has it. */
        ENTRY,
        /** About the middle of its street, where the ledger does not say more. */
        STREET_CENTRE
    }

    /**
     * A hint, for anybody can write anything into a picture.
     *
     * @param lon degrees, six decimals
     * @param distanceM metres from where the case's construction stands; null where no case was given
     * @param from what that was taken to be
     */
    record PlaceHint(
            BigDecimal lon,
            BigDecimal lat,
            @Nullable Long distanceM,
            @Nullable From from) {}

    /**
     * A recording that is kept elsewhere.
     *
     * @param location where it is, an address without anybody's name
     */
    record ReferenceForm(
            @NotNull @Pattern(regexp = SHA_256) String sha256,

            @NotNull @Size(max = 500) @Pattern(regexp = "(https|s3)://[!-~]+")
            String location,

            @NotNull @Min(1) Long sizeBytes,
            @Nullable UUID violation) {}

    /**
     * Takes a picture (JPEG, PNG, WebP, HEIC) or a document (PDF). The same file again is no error.
     *
     * @param violation the case for which it is brought; then whoever may read the case may see it before any step names it
     * @param partyId the person whom it names, by their id in the party registry; then it is kept encrypted under their key
     */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Kept> upload(
            @RequestParam MultipartFile file,
            @RequestParam(required = false) @Nullable UUID violation,
            @RequestParam(required = false) @Nullable UUID partyId,
            @Parameter(hidden = true) @RequestHeader(HttpHeaders.AUTHORIZATION) String token,
            Actor actor)
            throws IOException {
        var street = mayBring(violation, actor);
        var received = Files.createTempFile("evidence", ".upload");
        try {
            file.transferTo(received);
            return answer(intake.take(received, violation, partyId, actor.id()), violation, street, token);
        } finally {
            Files.deleteIfExists(received);
        }
    }

    /** Registers a video, which is too large to be kept here, by its SHA-256 and where it lies. */
    @PostMapping("/references")
    ResponseEntity<Kept> refer(
            @Valid @RequestBody ReferenceForm form,
            @Parameter(hidden = true) @RequestHeader(HttpHeaders.AUTHORIZATION) String token,
            Actor actor) {
        var street = mayBring(form.violation, actor);
        return answer(
                intake.refer(form.sha256, form.location, form.sizeBytes, form.violation, actor.id()),
                form.violation,
                street,
                token);
    }

    /** The original, as it was brought. */
    @GetMapping("/{sha256}")
    ResponseEntity<InputStreamResource> original(
            @PathVariable @Pattern(regexp = SHA_256) String sha256, @Nullable ConsistencyToken ownWrite, Actor actor)
            throws IOException {
        return shown(sha256, Part.ORIGINAL, ownWrite, actor);
    }

    /** A JPEG of at most 320 points a side. */
    @GetMapping("/{sha256}/thumbnail")
    ResponseEntity<InputStreamResource> thumbnail(
            @PathVariable @Pattern(regexp = SHA_256) String sha256, @Nullable ConsistencyToken ownWrite, Actor actor)
            throws IOException {
        return shown(sha256, Part.THUMBNAIL, ownWrite, actor);
    }

    /** A JPEG without time, place or camera, at most 1,600 points a side: what may be made public. */
    @GetMapping("/{sha256}/rendition")
    ResponseEntity<InputStreamResource> rendition(
            @PathVariable @Pattern(regexp = SHA_256) String sha256, @Nullable ConsistencyToken ownWrite, Actor actor)
            throws IOException {
        return shown(sha256, Part.RENDITION, ownWrite, actor);
    }

    /** @return the case's street, null where no case was given */
    private @Nullable String mayBring(@Nullable UUID violation, Actor actor) {
        if (!BRINGERS.contains(actor.role())) throw new RefusedException(new Forbidden());
        return violation == null ? null : cases.read(violation, actor.scope()).street();
    }

    private ResponseEntity<Kept> answer(
            EvidenceIntake.Taken taken, @Nullable UUID violation, @Nullable String street, String token) {
        var evidence = taken.evidence();
        var kept = new Kept(
                evidence.sha256(),
                evidence.kind().mediaType(),
                evidence.sizeBytes(),
                evidence.taken(),
                placeOf(evidence, violation, street, token),
                evidence.thumbnail() != null);
        return taken.isNew()
                ? ResponseEntity.created(URI.create("/api/v1/demolition/evidence/" + evidence.sha256()))
                        .body(kept)
                : ResponseEntity.ok(kept);
    }

    private @Nullable PlaceHint placeOf(
            Evidence evidence, @Nullable UUID violation, @Nullable String street, String token) {
        var lon = evidence.lon();
        var lat = evidence.lat();
        if (lon == null || lat == null) return null;
        if (violation == null || street == null) return new PlaceHint(lon, lat, null, null);
        var entry = ledger.placeOf(violation, token).orElse(null);
        if (entry != null && entry.lon() != null && entry.lat() != null)
            return new PlaceHint(lon, lat, Distance.metres(lon, lat, entry.lon(), entry.lat()), From.ENTRY);
        return streets.find(street)
                .map(found -> new PlaceHint(
                        lon, lat, Distance.metres(lon, lat, found.lon(), found.lat()), From.STREET_CENTRE))
                .orElse(new PlaceHint(lon, lat, null, null));
    }

    private ResponseEntity<InputStreamResource> shown(
            String sha256, Part part, @Nullable ConsistencyToken ownWrite, Actor actor) throws IOException {
        CaseReaders.check(actor.scope(), null);
        positions.await(EvidenceUses.NAME, ownWrite);
        var evidence = rows.find(sha256)
                .filter(found -> maySee(found, actor))
                .orElseThrow(() -> new RefusedException(new NoSuchEvidence()));
        audit.read(actor, "read-evidence", sha256, Map.of("part", part.name()));
        var type = part == Part.ORIGINAL ? evidence.kind() : MediaKind.JPEG;
        var answer = ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.parseMediaType(type.mediaType()))
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(sha256 + "." + type.ending())
                                .build()
                                .toString());
        if (part == Part.ORIGINAL) answer.contentLength(evidence.sizeBytes());
        return answer.body(new InputStreamResource(files.open(evidence, part)));
    }

    private boolean maySee(Evidence evidence, Actor actor) {
        if (actor.scope().coversAll() || evidence.uploadedBy().equals(actor.id())) return true;
        for (var violation : rows.casesOf(evidence.sha256()))
            if (cases.find(violation)
                    .filter(found -> actor.scope().covers(found.street()))
                    .isPresent()) return true;
        return false;
    }
}
