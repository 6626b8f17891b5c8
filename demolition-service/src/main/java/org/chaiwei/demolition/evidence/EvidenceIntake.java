package org.chaiwei.demolition.evidence;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.chaiwei.demolition.evidence.EvidenceFiles.Part;
import org.chaiwei.demolition.evidence.EvidenceRefusal.EvidenceBroken;
import org.chaiwei.demolition.evidence.EvidenceRefusal.EvidenceEmpty;
import org.chaiwei.demolition.evidence.EvidenceRefusal.EvidenceKeptOtherwise;
import org.chaiwei.demolition.evidence.EvidenceRefusal.EvidenceTooLarge;
import org.chaiwei.demolition.evidence.EvidenceRefusal.EvidenceTypeNotTaken;
import org.chaiwei.demolition.evidence.EvidenceRefusal.VideoByReference;
import org.chaiwei.demolition.evidence.MediaKind.Subject;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes evidence in: looks at what the file is, draws its smaller pictures, stores all of them and registers it, in this order, so that what is
 * registered is there. A crash in between leaves files that nothing names, and the same upload again finds them. Thread-safe.
 */
@Component
class EvidenceIntake {

    /** Where a document says that it is complete: within so many of its last bytes. */
    private static final int PDF_END_BYTES = 1_024;

    private final EvidenceProperties properties;
    private final EvidenceFiles files;
    private final EvidenceRows rows;
    private final Pictures pictures = new Pictures();
    private final BusinessClock clock;

    EvidenceIntake(EvidenceProperties properties, EvidenceFiles files, EvidenceRows rows, BusinessClock clock) {
        this.properties = properties;
        this.files = files;
        this.rows = rows;
        this.clock = clock;
    }

    /** @param isNew whether it was not there before */
    record Taken(Evidence evidence, boolean isNew) {}

    /**
     * Takes a file in. The same bytes again are the same evidence; they may be brought for another case.
     *
     * @param file stays the caller's, who may delete it afterwards
     * @param violation the case for which it is brought, null where that is not known yet
     * @param party the person whom it names, null where it names none
     * @throws RefusedException if it is not taken
     */
    Taken take(Path file, @Nullable UUID violation, @Nullable UUID party, String by) throws IOException {
        var kind = kindOf(file);
        var sha256 = EvidenceFiles.sha256(file);
        var known = rows.find(sha256);
        var evidence = known.isPresent() ? known.get() : stored(file, kind, sha256, party, by);
        var isNew = known.isEmpty() && rows.register(evidence);
        var registered = isNew ? evidence : rows.find(sha256).orElseThrow();
        if (!Objects.equals(registered.party(), party)) throw new RefusedException(new EvidenceKeptOtherwise(sha256));
        if (violation != null) rows.belongs(sha256, violation);
        return new Taken(registered, isNew);
    }

    /** Registers a recording that is kept elsewhere. Nobody has looked at it: its SHA-256 is what the caller says. */
    Taken refer(String sha256, String location, long sizeBytes, @Nullable UUID violation, String by) {
        var evidence = new Evidence(
                sha256, MediaKind.MP4, sizeBytes, null, location, null, null, null, null, null, null, by, clock.now());
        var isNew = rows.register(evidence);
        var registered = isNew ? evidence : rows.find(sha256).orElseThrow();
        if (!location.equals(registered.location())) throw new RefusedException(new EvidenceKeptOtherwise(sha256));
        if (violation != null) rows.belongs(sha256, violation);
        return new Taken(registered, isNew);
    }

    private MediaKind kindOf(Path file) throws IOException {
        var size = Files.size(file);
        if (size == 0) throw new RefusedException(new EvidenceEmpty());
        try (var in = Files.newInputStream(file)) {
            var kind = MediaKind.of(in.readNBytes(MediaKind.HEAD_BYTES))
                    .orElseThrow(() -> new RefusedException(new EvidenceTypeNotTaken(Arrays.stream(MediaKind.values())
                            .filter(taken -> taken.subject() != Subject.VIDEO)
                            .map(MediaKind::mediaType)
                            .toList())));
            if (kind.subject() == Subject.VIDEO) throw new RefusedException(new VideoByReference());
            var limit = properties.maxBytes(kind);
            if (size > limit) throw new RefusedException(new EvidenceTooLarge(kind.mediaType(), size, limit));
            return kind;
        }
    }

    private Evidence stored(Path file, MediaKind kind, String sha256, @Nullable UUID party, String by)
            throws IOException {
        var hint = CameraHint.NONE;
        String thumbnail = null;
        String rendition = null;
        if (kind.subject() == Subject.PHOTO) {
            hint = hintOf(file, kind);
            if (Pictures.canDraw(kind)) {
                var drawn = pictures.draw(file, hint.orientation()).orElseThrow(() -> broken(kind));
                try {
                    thumbnail = files.put(drawn.thumbnail(), sha256, Part.THUMBNAIL, party);
                    rendition = files.put(drawn.rendition(), sha256, Part.RENDITION, party);
                } finally {
                    Files.deleteIfExists(drawn.thumbnail());
                    Files.deleteIfExists(drawn.rendition());
                }
            }
        } else if (!isWhole(file)) {
            throw broken(kind);
        }
        return new Evidence(
                sha256,
                kind,
                Files.size(file),
                files.put(file, sha256, Part.ORIGINAL, party),
                null,
                thumbnail,
                rendition,
                party,
                hint.taken(),
                hint.lon(),
                hint.lat(),
                by,
                clock.now());
    }

    private static CameraHint hintOf(Path file, MediaKind kind) {
        try {
            return CameraHint.of(file);
        } catch (IOException e) {
            if (Pictures.canDraw(kind)) return CameraHint.NONE; // whether it can be read at all shows when it is drawn
            throw broken(kind);
        }
    }

    private static boolean isWhole(Path pdf) throws IOException {
        try (var file = new RandomAccessFile(pdf.toFile(), "r")) {
            var end = new byte[(int) Math.min(PDF_END_BYTES, file.length())];
            file.seek(file.length() - end.length);
            file.readFully(end);
            return new String(end, StandardCharsets.ISO_8859_1).contains("%%EOF");
        }
    }

    private static RefusedException broken(MediaKind kind) {
        return new RefusedException(new EvidenceBroken(kind.mediaType()));
    }
}
