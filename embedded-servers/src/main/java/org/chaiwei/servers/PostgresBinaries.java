package org.chaiwei.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs for this machine, unpacked from the class path: one archive a platform, put there by the build for the
 * platform it runs on. Called where a server is run as a process of its own, with its own settings; {@link TestPostgres} needs it not.
 */
public final class PostgresBinaries {

    private PostgresBinaries() {}

    /**
     * The folder with {@code bin/initdb} and {@code bin/postgres}, unpacked into {@code cache} at the first call and found there by
     * every later one. Several processes may call at once: the folder gets its name only when it is whole.
     *
     * @throws IOException if the class path holds no archive for this platform, or the folder can't be written
     */
    public static Path unpackedIn(Path cache) throws IOException {
        var resource = "/postgres-%s-%s.txz".formatted(system(), processor());
        var home = cache.resolve("postgres-" + digest(resource).substring(0, 16));
        if (Files.isDirectory(home)) return home;
        Files.createDirectories(cache);
        var unfinished = Files.createTempDirectory(cache, "postgres-unpacking-");
        try {
            unpack(resource, unfinished);
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException another) {
            // Another process was faster; its folder is as good as ours.
        } finally {
            delete(unfinished);
        }
        return home;
    }

    private static void unpack(String resource, Path target) throws IOException {
        try (var archive = new TarArchiveInputStream(new XZInputStream(open(resource)))) {
            TarArchiveEntry entry;
            while ((entry = archive.getNextEntry()) != null) {
                var file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) throw new IOException("outside the archive: " + entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(archive, file);
                    if ((entry.getMode() & 0100) != 0) file.toFile().setExecutable(true, false);
                }
            }
        }
    }

    private static String digest(String resource) throws IOException {
        try (var in = new DigestInputStream(open(resource), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream open(String resource) throws IOException {
        var in = PostgresBinaries.class.getResourceAsStream(resource);
        if (in == null) throw new IOException("no PostgreSQL for this platform on the class path (" + resource + ")");
        return in;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    }

    private static String processor() {
        return switch (System.getProperty("os.arch")) {
            case "aarch64" -> "arm_64";
            default -> "x86_64";
        };
    }
}
