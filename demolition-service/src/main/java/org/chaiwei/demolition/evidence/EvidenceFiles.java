package org.chaiwei.demolition.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.chaiwei.demolition.evidence.EvidenceRefusal.EvidenceElsewhere;
import org.chaiwei.demolition.evidence.EvidenceRefusal.EvidenceErased;
import org.chaiwei.demolition.evidence.EvidenceRefusal.NoThumbnail;
import org.chaiwei.platform.problem.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts evidence into the store and gets it out again: encrypted under the person's key where it names one. */
@Component
class EvidenceFiles {

    private static final int COPY_BYTES = 1 << 16;

    private final EvidenceStore store;
    private final PartyKeys keys;

    EvidenceFiles(EvidenceStore store, PartyKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    /** Which of the files of a piece of evidence. */
    enum Part {
        ORIGINAL,
        THUMBNAIL,
        RENDITION
    }

    /**
     * @param sha256 of the original
     * @return under which SHA-256 the store has it
     */
    String put(Path file, String sha256, Part part, @Nullable UUID party) throws IOException {
        return party == null ? put(file) : seal(file, sha256, part, keys.keyFor(party));
    }

    private String put(Path file) throws IOException {
        var as = sha256(file);
        store.put(as, file);
        return as;
    }

    private String seal(Path file, String sha256, Part part, SecretKey key) throws IOException {
        var sealed = Files.createTempFile("evidence", ".sealed");
        try {
            SealedFile.seal(file, sealed, key, whatOf(sha256, part));
            return put(sealed);
        } finally {
            Files.deleteIfExists(sealed);
        }
    }

    /**
     * The bytes, to be closed by the caller.
     *
     * @throws RefusedException if they are kept elsewhere, were erased with the person, or there is no such picture
     * @throws IOException if the store should have them and has not
     */
    InputStream open(Evidence evidence, Part part) throws IOException {
        var as = storedAs(evidence, part);
        var key = evidence.party() == null ? null : keyOf(evidence, evidence.party());
        var stored = store.open(as).orElseThrow(() -> new IOException("the store has lost " + as));
        return key == null ? stored : SealedFile.open(stored, key, whatOf(evidence.sha256(), part));
    }

    private SecretKey keyOf(Evidence evidence, UUID party) {
        return keys.find(party).orElseThrow(() -> new RefusedException(new EvidenceErased(evidence.sha256())));
    }

    private static String storedAs(Evidence evidence, Part part) {
        var as = switch (part) {
            case ORIGINAL -> evidence.storedAs();
            case THUMBNAIL -> evidence.thumbnail();
            case RENDITION -> evidence.rendition();
        };
        if (as != null) return as;
        throw new RefusedException(
                part == Part.ORIGINAL
                        ? new EvidenceElsewhere(
                                Optional.ofNullable(evidence.location()).orElse(""))
                        : new NoThumbnail(evidence.kind().mediaType()));
    }

    private static String whatOf(String sha256, Part part) {
        return part.name() + " of " + sha256;
    }

    static String sha256(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var bytes = new byte[COPY_BYTES];
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) digest.update(bytes, 0, n);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
