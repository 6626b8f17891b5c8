package org.chaiwei.local.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds the demolition service's evidence against its files: each file that a row names lies in the folder, two folders deep, under the SHA-256 of its
 * bytes, which are hashed anew. Which case names which evidence against its events. And the registers of papers against themselves: the numbers of each are 1, 2, 3 …, and each paper's file is among the evidence.
 * What a step names and was never brought to the store is no difference, for a scan may come later.
 *
 * <p>A file that no row names is no difference either, for a crash leaves such; it is counted. But it has to be what it is called: the store takes a
 * file that is there for the one that is brought.
 *
 * <p>Memory: the hashes of the evidence and of its files. Time: as long as it takes to read all of it once.
 */
final class EvidenceCheck {

    /** The view of which case names which evidence. */
    private static final String USES = "evidence-uses";

    private static final String FILES = "evidence";
    private static final String EVENT = "event_store.event";
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final int READ_BYTES = 1 << 16;

    private final Connection snapshot;
    private final Differences differences;
    private final Path folder;

    /** The files that rows name. */
    private final Set<String> named = new HashSet<>();

    /** @param folder of the files; may be missing as long as there is no evidence */
    EvidenceCheck(Connection snapshot, Differences differences, Path folder) {
        this.snapshot = snapshot;
        this.differences = differences;
        this.folder = folder;
    }

    private record Row(
            String sha256,
            @Nullable String storedAs,
            @Nullable String thumbnail,
            @Nullable String rendition,
            boolean sealed) {}

    /**
     * How many files were hashed.
     *
     * @param files that rows name, each as often as it is named
     * @param unclaimed that lie in the folder and no row names
     */
    record Checked(long files, long unclaimed) {}

    /** Checks all of it. What differs goes to the differences. */
    Checked run() throws SQLException {
        var registered = new HashSet<String>();
        var files = 0L;
        try (var rows = Rows.of(
                snapshot,
                "SELECT sha256, stored_as, thumbnail, rendition, party IS NOT NULL FROM evidence ORDER BY sha256",
                row -> new Row(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getBoolean(5)))) {
            while (rows.hasNext()) {
                var row = rows.take();
                registered.add(row.sha256);
                // What names nobody lies under its own hash, by which events name it.
                if (row.storedAs != null && !row.sealed)
                    differences.compare(FILES, row.sha256, "stored_as", row.sha256, row.storedAs);
                files += file(row.sha256, "stored_as", row.storedAs)
                        + file(row.sha256, "thumbnail", row.thumbnail)
                        + file(row.sha256, "rendition", row.rendition);
            }
        }
        uses();
        papers(registered);
        return new Checked(files, unclaimed());
    }

    /** @return 1 where the row names a file, else 0 */
    private int file(String evidence, String column, @Nullable String named) {
        if (named == null) return 0;
        this.named.add(named);
        var file = folder.resolve(named.substring(0, 2))
                .resolve(named.substring(2, 4))
                .resolve(named);
        try {
            if (Files.isRegularFile(file)) differences.compare(FILES, evidence, column + " file", named, hashed(file));
            else differences.add(FILES, evidence, column + " file", named, "no file " + file);
        } catch (IOException e) {
            differences.add(FILES, evidence, column + " file", named, "unreadable: " + e);
        }
        return 1;
    }

    /** Files that were on their way are beside the others, under names that are no hashes. */
    private long unclaimed() {
        if (!Files.isDirectory(folder)) return 0;
        try (var all = Files.find(folder, 3, (_, attributes) -> attributes.isRegularFile())) {
            var found = 0L;
            for (var file : (Iterable<Path>) all::iterator) {
                var name = file.getFileName().toString();
                if (!SHA_256.matcher(name).matches() || named.contains(name)) continue;
                found++;
                differences.compare(FILES, name, "file that no row names", name, hashed(file));
            }
            return found;
        } catch (IOException | UncheckedIOException e) {
            differences.add(FILES, folder, "files", "readable", e.toString());
            return 0;
        }
    }

    private record Use(String key, boolean said) {}

    /** Which case names which evidence: every text of 64 hexadecimal digits in a case's events is such a name. */
    private void uses() throws SQLException {
        try (var rows = Rows.of(
                snapshot,
                """
                WITH said AS (
                    SELECT DISTINCT named[1] AS sha256, e.aggregate_id AS violation
                      FROM event_store.event e JOIN event_store.event_type t ON t.id = e.type,
                           regexp_matches(convert_from(e.payload, 'UTF8'), '"([0-9a-f]{64})"', 'g') AS named
                     WHERE t.aggregate_type = 'EnforcementCase' AND e.position <= %d)
                SELECT coalesce(s.sha256, u.sha256) || ' of ' || coalesce(s.violation, u.violation), s.sha256 IS NOT NULL
                  FROM said s FULL JOIN evidence_use u ON u.sha256 = s.sha256 AND u.violation = s.violation
                 WHERE s.sha256 IS NULL OR u.sha256 IS NULL ORDER BY 1""".formatted(ViewPosition.of(snapshot, USES)),
                row -> new Use(row.getString(1), row.getBoolean(2)))) {
            while (rows.hasNext()) {
                var use = rows.take();
                if (use.said) differences.missing("evidence_use", use.key);
                else differences.unexpected("evidence_use", use.key);
            }
        }
    }

    private void papers(Set<String> registered) throws SQLException {
        try (var log = Rows.of(
                snapshot,
                StoredEvent.QUERY.formatted("PaperRegister", Long.MAX_VALUE, "e.aggregate_id, e.sequence"),
                StoredEvent::of)) {
            @Nullable UUID register = null;
            var ordinal = 0L;
            while (log.hasNext()) {
                var event = log.take();
                if (!event.entry().equals(register)) ordinal = 0;
                register = event.entry();
                if (!event.name().equals("PaperIssued")) continue;
                ordinal++;
                differences.compare(EVENT, event.key(), "ordinal", Long.toString(ordinal), event.text("ordinal"));
                var sha256 = event.text("sha256");
                if (sha256 == null || !registered.contains(sha256)) differences.missing(FILES, "" + sha256);
            }
        }
    }

    private static String hashed(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var bytes = new byte[READ_BYTES];
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) digest.update(bytes, 0, n);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
