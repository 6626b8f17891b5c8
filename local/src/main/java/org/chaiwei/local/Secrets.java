package org.chaiwei.local;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * Passwords and keys of one home, made at random when they are first asked for and kept in one file of mode 600. They are demo
 * secrets: they protect data that this checkout made up.
 */
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Properties values = new Properties();

    /** Reads what is kept. */
    Secrets(Home home) {
        file = home.secrets().resolve("demo.properties");
        if (!Files.exists(file)) {
            if (Files.isDirectory(home.postgres()))
                throw new StartRefused(
                        "The passwords of the database are gone: " + file + " is missing while its data is there.",
                        "Bring the file back, or start over: ./chaiwei reset");
            return;
        }
        try (var in = Files.newBufferedReader(file)) {
            values.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A password of 192 random bits, the same at every call with the same name. */
    synchronized String password(String name) {
        return kept(name + ".password", 24, Base64.getUrlEncoder().withoutPadding());
    }

    /** The password of a user of Kafka. */
    String kafkaPassword(String user) {
        return password("kafka." + user);
    }

    /** A key of 256 random bits in Base64, the same at every call with the same name. */
    synchronized String key(String name) {
        return kept(name + ".key", 32, Base64.getEncoder());
    }

    private String kept(String key, int bytes, Base64.Encoder encoder) {
        var value = values.getProperty(key);
        if (value != null) return value;
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        values.setProperty(key, encoder.encodeToString(random));
        write();
        return values.getProperty(key);
    }

    private void write() {
        try {
            var text = new StringWriter();
            values.store(
                    text,
                    "Demo secrets of this checkout, made by ./chaiwei up. They go with .chaiwei/data and nowhere else.");
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var unfinished = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(unfinished);
            Files.createFile(unfinished, ownerOnly);
            Files.writeString(unfinished, text.toString());
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
