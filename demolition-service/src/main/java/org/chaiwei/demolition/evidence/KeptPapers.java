package org.chaiwei.demolition.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.UUID;
import org.chaiwei.demolition.evidence.EvidenceFiles.Part;
import org.chaiwei.demolition.evidence.EvidenceRefusal.NoSuchEvidence;
import org.chaiwei.platform.problem.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps the papers that this service makes itself, as evidence among the rest: a step may name one like any document that was brought. */
@Component
public final class KeptPapers {

    private final EvidenceIntake intake;
    private final EvidenceRows rows;
    private final EvidenceFiles files;

    KeptPapers(EvidenceIntake intake, EvidenceRows rows, EvidenceFiles files) {
        this.intake = intake;
        this.rows = rows;
        this.files = files;
    }

    /**
     * Keeps a paper. Durable when it returns.
     *
     * @param party the person whom it names; then it is kept encrypted under their key
     * @return its SHA-256, by which it is named from now on
     */
    public String keep(byte[] pdf, UUID violation, @Nullable UUID party, String by) {
        try {
            var file = Files.createTempFile("paper", ".pdf");
            try {
                Files.write(file, pdf);
                return intake.take(file, violation, party, by).evidence().sha256();
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The paper of this SHA-256.
     *
     * @throws RefusedException if there is none, or it was erased with the person whom it names
     */
    public byte[] read(String sha256) {
        var evidence = rows.find(sha256).orElseThrow(() -> new RefusedException(new NoSuchEvidence()));
        try (var in = files.open(evidence, Part.ORIGINAL)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
