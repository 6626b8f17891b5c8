package org.chaiwei.local;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of the JVMs a system is made of: the same JDK that runs the supervisor. */
final class Jvm {

    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private Jvm() {}

    /** A text by which a JVM of this home is recognised among all processes. */
    static String marker(Home home, String name) {
        return "-Dchaiwei.process=" + name + "@" + home.root();
    }

    /** @param heapMib the most it may take for objects; all else a JVM needs comes on top */
    static List<String> command(String marker, int heapMib, List<String> flags, List<String> program) {
        var command = new ArrayList<String>();
        command.add(JAVA);
        command.add(marker);
        // C1 alone: five JVMs start at once on as few as two cores, and the thorough compiler would cost each more than
        // it saves in a
        // laptop's day. Half the CPU of a start, a fifth of the memory; a server in production leaves both compilers
        // on.
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx" + heapMib + "m", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(List.of("-Duser.timezone=UTC", "-Dfile.encoding=UTF-8", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(flags);
        command.addAll(program);
        return command;
    }

    /** The command line of this very process up to its main class: the same JDK, flags and class path, and the flags given. */
    static List<String> sameProgram(List<String> flags) {
        var command = new ArrayList<String>();
        command.add(JAVA);
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Local.class.getName()));
        return command;
    }
}
