package org.chaiwei.local.machine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chaiwei.local.StartRefused;

/**
 * What the machine has to give.
 *
 * @param memoryBytes what it, or the container it is, has in all
 * @param freeMemoryBytes what can be had without swapping
 * @param freeDiskBytes on the disk that holds the home
 */
public record Machine(long memoryBytes, long freeMemoryBytes, long freeDiskBytes) {

    private static final long MIB = 1024 * 1024;

    /** All processes together stay under 2.5 GB; what is free may be a little less, as caches give way. */
    static final long NEEDED_MEMORY_BYTES = 2560 * MIB;

    static final long NEEDED_FREE_MEMORY_BYTES = 2048 * MIB;

    /** PostgreSQL's data with its log ahead of it, Kafka's, the unpacked programs, bounded logs. */
    static final long NEEDED_DISK_BYTES = 3072 * MIB;

    /** Reads this machine. */
    public static Machine read(Path home) {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try {
            return new Machine(
                    system.getTotalMemorySize(),
                    freeMemory(system),
                    Files.getFileStore(home).getUsableSpace());
        } catch (IOException e) {
            throw new StartRefused("Can't read how much space is left under " + home + ": " + e, "Check the disk.", e);
        }
    }

    /** What is too little, one sentence each; empty if the system can start. */
    public List<String> shortages() {
        var shortages = new ArrayList<String>();
        if (memoryBytes < NEEDED_MEMORY_BYTES) shortages.add(tooLittle("memory", memoryBytes, NEEDED_MEMORY_BYTES));
        else if (freeMemoryBytes < NEEDED_FREE_MEMORY_BYTES)
            shortages.add(tooLittle("free memory", freeMemoryBytes, NEEDED_FREE_MEMORY_BYTES));
        if (freeDiskBytes < NEEDED_DISK_BYTES)
            shortages.add(tooLittle("free disk space", freeDiskBytes, NEEDED_DISK_BYTES));
        return shortages;
    }

    /** @throws StartRefused naming every shortage */
    public void check() {
        var shortages = shortages();
        if (!shortages.isEmpty())
            throw new StartRefused(
                    String.join(" ", shortages),
                    "Stop what else runs here, free some space, or take a larger machine.");
    }

    private static String tooLittle(String what, long found, long needed) {
        return String.format(
                Locale.ROOT, "Too little %s: %,d MiB, and %,d MiB are needed.", what, found / MIB, needed / MIB);
    }

    private static long freeMemory(com.sun.management.OperatingSystemMXBean system) throws IOException {
        var meminfo = Path.of("/proc/meminfo");
        // A Mac counts its file caches as used, so what it calls free says nothing: there the total decides.
        if (!Files.isReadable(meminfo)) return system.getTotalMemorySize();
        for (var line : Files.readAllLines(meminfo)) {
            if (line.startsWith("MemAvailable:"))
                return Math.min(Long.parseLong(line.replaceAll("\\D", "")) * 1024, system.getTotalMemorySize());
        }
        return system.getFreeMemorySize();
    }
}
