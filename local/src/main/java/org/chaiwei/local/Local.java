package org.chaiwei.local;

import java.nio.file.Path;
import java.util.List;
import org.chaiwei.local.cli.Arguments;
import org.chaiwei.local.cli.Terminal;

/**
 * The Java half of {@code ./chaiwei}. Exit code 0: done; 1: refused, with the reason and what to do; 2: not understood.
 */
final class Local {

    private Local() {}

    static void main(String[] words) throws InterruptedException {
        System.exit(run(List.of(words)));
    }

    private static int run(List<String> words) throws InterruptedException {
        try (var terminal = Terminal.ofThisProcess()) {
            try {
                return new Commands(project(), terminal).carryOut(Arguments.parse(words));
            } catch (Arguments.Misunderstood e) {
                terminal.endStep();
                System.err.println(e.getMessage());
                return 2;
            } catch (StartRefused e) {
                terminal.endStep();
                System.err.println(e.getMessage());
                System.err.println(e.remedy());
                return 1;
            }
        }
    }

    private static Project project() {
        var given = System.getProperty("chaiwei.project");
        return given == null ? Project.around(Path.of("")) : new Project(Path.of(given));
    }
}
