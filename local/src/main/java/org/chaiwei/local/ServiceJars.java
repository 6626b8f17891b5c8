package org.chaiwei.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The services' jars, unpacked into the cache under a name made from their bytes. A running system never reads the build's own jars,
 * so that the project can be built again under it; and an unpacked jar starts faster.
 */
final class ServiceJars {

    private final Path cache;
    private final Map<String, Path> installed = new ConcurrentHashMap<>();

    ServiceJars(Home home) {
        this.cache = home.cache().resolve("services");
    }

    /** The jar to start ({@code java -jar}); unpacks it if these bytes were not seen before, and forgets the module's older ones. */
    Path installed(String module, Path jar) {
        return installed.computeIfAbsent(module, name -> install(name, jar));
    }

    private Path install(String module, Path jar) {
        try {
            var ofModule = cache.resolve(module);
            var folder = ofModule.resolve(digest(jar));
            var runnable = folder.resolve(jar.getFileName());
            if (Files.isRegularFile(runnable)) return runnable;
            Folders.delete(ofModule);
            Files.createDirectories(ofModule);
            var unfinished = folder.resolveSibling("unfinished");
            extract(jar, unfinished);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            return runnable;
        } catch (IOException e) {
            throw new StartRefused(
                    "Can't unpack " + jar + ": " + e.getMessage(), "Build again, or free disk space.", e);
        }
    }

    private static void extract(Path jar, Path folder) throws IOException {
        var process = new ProcessBuilder(
                        Jvm.JAVA,
                        "-XX:TieredStopAtLevel=1",
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--destination",
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) throw new IOException(output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String digest(Path jar) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(jar), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
