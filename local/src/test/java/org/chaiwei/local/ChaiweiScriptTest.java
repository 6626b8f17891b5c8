package org.chaiwei.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script itself, in a small project with a Maven, a Node and a JDK that only write down what they were asked. */
class ChaiweiScriptTest {

    private static final List<String> MODULES =
            List.of("ledger-service", "demolition-service", "accountability-service", "gateway", "local", "benchmarks");

    @TempDir
    Path folder;

    private Path project;
    private Path programs;

    @BeforeEach
    void lay() throws IOException {
        project = Files.createDirectories(folder.resolve("a project"));
        programs = Files.createDirectories(folder.resolve("programs"));
        var script = project.resolve("chaiwei");
        Files.copy(Project.around(Path.of("")).root().resolve("chaiwei"), script);
        script.toFile().setExecutable(true);
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        Files.createDirectories(project.resolve(".mvn"));
        Files.createDirectories(project.resolve("web/src"));
        for (var module : MODULES) {
            Files.createDirectories(project.resolve(module).resolve("src"));
            Files.writeString(project.resolve(module).resolve("pom.xml"), "<project/>");
        }
        Files.writeString(project.resolve("gateway/src/Gateway.java"), "class Gateway {}");

        program("mvn", """
                if [ "$1" = -version ]; then echo 'Apache Maven 3.9.9'; exit 0; fi
                echo "mvn $*" >>'%1$s/calls'
                for module in %2$s; do
                    mkdir -p "$module/target/lib"
                    echo "$module" >"$module/target/$module-0.1.0-SNAPSHOT.jar"
                done
                """.formatted(folder, String.join(" ", MODULES)));
        program("node", "echo v20.20.2");
        program("npm", "echo 11");
        Files.createDirectories(folder.resolve("jdk/bin"));
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.3\"\n");
        executable(folder.resolve("jdk/bin/javac"), "");
        executable(folder.resolve("jdk/bin/java"), "echo \"java $*\" >>'%s/calls'".formatted(folder));
    }

    @Test
    void it_builds_what_is_missing_and_hands_over_to_java() throws Exception {
        var run = chaiwei("up", "--port", "9000");
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(calls()).hasSize(2);
        assertThat(calls().get(0)).startsWith("mvn ").contains("-DskipTests").contains("package");
        assertThat(calls().get(1)).startsWith("java ").endsWith("local.jar up --port 9000");
    }

    @Test
    void what_was_built_from_these_very_sources_is_not_built_again() throws Exception {
        chaiwei("up");
        // A clone or a branch switch moves times, not contents.
        Files.setLastModifiedTime(
                project.resolve("gateway/src/Gateway.java"),
                FileTime.from(Instant.now().plusSeconds(60)));
        chaiwei("up");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void a_change_of_a_source_is_built_although_it_pretends_to_be_old() throws Exception {
        chaiwei("up");
        var source = project.resolve("gateway/src/Gateway.java");
        var time = Files.getLastModifiedTime(source);
        Files.writeString(source, "class Gateway { }");
        Files.setLastModifiedTime(source, time);
        chaiwei("up");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void a_jar_that_was_removed_is_built_again() throws Exception {
        chaiwei("up");
        Files.delete(project.resolve("gateway/target/gateway-0.1.0-SNAPSHOT.jar"));
        chaiwei("up");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void a_build_that_fails_shows_its_errors_and_starts_nothing() throws Exception {
        program("mvn", """
                if [ "$1" = -version ]; then echo 'Apache Maven 3.9.9'; exit 0; fi
                echo '[ERROR] a semicolon is missing'
                exit 1
                """);
        var run = chaiwei("up");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("a semicolon is missing").contains("The build failed.");
        assertThat(calls()).isEmpty();
    }

    @Test
    void an_old_maven_is_refused_with_what_to_install_where_the_caller_is_not_root() throws Exception {
        program("mvn", "echo 'Apache Maven 3.6.3'");
        program("id", "echo 1000");
        var run = chaiwei("up");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("Maven 3.8 or later is needed").contains("apt install maven");
    }

    @Test
    void an_old_node_is_refused_with_its_version() throws Exception {
        program("node", "echo v18.19.0");
        var run = chaiwei("up");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("Node.js 20 or later").contains("Node 18");
    }

    @Test
    void a_home_that_can_not_be_written_is_refused_before_anything_is_built() throws Exception {
        Files.writeString(project.resolve(".chaiwei"), "in the way");
        var run = chaiwei("up");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("Can't write in ");
        assertThat(calls()).isEmpty();
    }

    @Test
    void a_command_that_is_none_is_not_understood() throws Exception {
        var run = chaiwei("fly");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).contains("no command fly");
    }

    @Test
    void help_needs_nothing_built() throws Exception {
        var run = chaiwei("help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).contains("./chaiwei up").contains("./chaiwei test");
        assertThat(calls()).isEmpty();
    }

    @Test
    void test_ends_with_the_totals_of_its_own_run_and_keeps_mavens_exit_code() throws Exception {
        report("old", "tests=\"100\" errors=\"0\" skipped=\"0\" failures=\"0\"");
        Files.setLastModifiedTime(
                project.resolve("gateway/target/surefire-reports/TEST-old.xml"),
                FileTime.from(Instant.now().minusSeconds(3600)));
        program("mvn", """
                if [ "$1" = -version ]; then echo 'Apache Maven 3.9.9'; exit 0; fi
                echo "mvn $*" >>'%1$s/calls'
                # Later than the run's begin, whatever the file system's clock ticks in.
                touch -d '1 second' gateway/target/surefire-reports/TEST-new.xml local/target/surefire-reports/TEST-new.xml
                exit 1
                """.formatted(folder));
        report("new", "tests=\"7\" errors=\"1\" skipped=\"2\" failures=\"0\"");
        Files.createDirectories(project.resolve("local/target/surefire-reports"));
        Files.copy(
                project.resolve("gateway/target/surefire-reports/TEST-new.xml"),
                project.resolve("local/target/surefire-reports/TEST-new.xml"));
        var run = chaiwei("test", "-pl", "local");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output().strip().lines().toList().getLast()).isEqualTo("8 passed, 2 failed, 4 skipped");
        assertThat(calls()).singleElement().asString().contains(" verify ").contains(" -pl local");
    }

    private void report(String name, String counts) throws IOException {
        var reports = Files.createDirectories(project.resolve("gateway/target/surefire-reports"));
        Files.writeString(reports.resolve("TEST-" + name + ".xml"), """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="org.chaiwei.SomeTest" time="1.5" %s>
                  <properties/>
                </testsuite>
                """.formatted(counts));
    }

    private record Run(int exitCode, String output) {}

    private Run chaiwei(String... arguments) throws Exception {
        var builder = new ProcessBuilder("bash", project.resolve("chaiwei").toString())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.command().addAll(Arrays.asList(arguments));
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        programs + ":/usr/bin:/bin",
                        "JAVA_HOME",
                        folder.resolve("jdk").toString()));
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private long builds() throws IOException {
        return calls().stream().filter(call -> call.startsWith("mvn ")).count();
    }

    private List<String> calls() throws IOException {
        var calls = folder.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private void program(String name, String body) throws IOException {
        executable(programs.resolve(name), body);
    }

    private static void executable(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body);
        file.toFile().setExecutable(true);
    }
}
