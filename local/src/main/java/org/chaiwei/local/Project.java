package org.chaiwei.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** A checkout of this project: where its built jars are. */
public record Project(Path root) {

    private static final String VERSION = "0.1.0-SNAPSHOT";

    public Project {
        root = root.toAbsolutePath().normalize();
    }

    /** The checkout that a folder lies in, such as a module's in a test. */
    public static Project around(Path folder) {
        for (var at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("chaiwei")) && Files.isRegularFile(at.resolve("pom.xml")))
                return new Project(at);
        }
        throw new IllegalArgumentException("no checkout around " + folder);
    }

    public Home home() {
        return new Home(root.resolve(".chaiwei"));
    }

    /**
     * The jar that a module's build made.
     *
     * @throws StartRefused if it was not built
     */
    public Path jar(String module) {
        var jar = root.resolve(module).resolve("target").resolve(module + "-" + VERSION + ".jar");
        if (!Files.isRegularFile(jar))
            throw new StartRefused(
                    module + " is not built: " + jar + " is missing.", "Build it: mvn -DskipTests package");
        return jar;
    }
}
