package org.chaiwei.demolition.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A store in a folder of the file system: {@code ab/cd/abcd…}, so that no folder grows beyond some thousand files. A file is written under another
 * name, brought to disk, and then given its own: a link can't replace what is there, so nothing is ever overwritten.
 */
final class DirectoryStore implements EvidenceStore {

    /** Where files are written first, on the same disk. What a crash leaves there is nobody's. */
    private static final String UNFINISHED = "unfinished";

    private final Path folder;

    DirectoryStore(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public void put(String sha256, Path file) throws IOException {
        var beside = folderOf(sha256);
        var place = beside.resolve(sha256);
        if (Files.exists(place)) return;
        Files.createDirectories(beside);
        var unfinished = Files.createTempFile(Files.createDirectories(folder.resolve(UNFINISHED)), sha256, null);
        try {
            Files.copy(file, unfinished, StandardCopyOption.REPLACE_EXISTING);
            sync(unfinished);
            Files.createLink(place, unfinished);
            sync(beside);
        } catch (FileAlreadyExistsException anotherWasFaster) {
            return;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    @Override
    public Optional<InputStream> open(String sha256) throws IOException {
        try {
            return Optional.of(Files.newInputStream(folderOf(sha256).resolve(sha256)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Path folderOf(String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) throw new IllegalArgumentException("not a SHA-256: " + sha256);
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2, 4));
    }

    /** Of a folder: that the name of a new file in it outlives a loss of power. */
    private static void sync(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
