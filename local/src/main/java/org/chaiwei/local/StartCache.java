package org.chaiwei.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * What a JVM learns by starting a service once, kept for every later start (JEP 514 and 515): those take less than half the time, and some
 * 30 MiB less. A cache belongs to the bytes of its jar, beside which it lies, and to one build of the JDK; without it all works, only
 * slower.
 */
final class StartCache {

    private final Path cache;
    private final Path unfinished;

    StartCache(Path jar) {
        cache = jar.resolveSibling("start-" + Runtime.version() + ".aot");
        unfinished = jar.resolveSibling("start.aot.unfinished");
    }

    /** What to add to the command line of a service; nothing if there is no cache yet. */
    List<String> flags() {
        return exists() ? List.of("-XX:AOTCache=" + cache) : List.of();
    }

    /** What to add to the command line of a start that is only there to learn, or empty if that was done. It ends by itself. */
    Optional<List<String>> flagsToLearn() {
        return exists()
                ? Optional.empty()
                : Optional.of(List.of("-XX:AOTCacheOutput=" + unfinished, "-Dspring.context.exit=onRefresh"));
    }

    /** Called when a learning start has ended well: what it wrote counts from now on. */
    void keep() throws IOException {
        if (Files.isRegularFile(unfinished)) Files.move(unfinished, cache, StandardCopyOption.ATOMIC_MOVE);
    }

    private boolean exists() {
        return Files.isRegularFile(cache);
    }
}
