package org.chaiwei.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.chaiwei.local.cli.Terminal;
import org.chaiwei.local.district.DistrictClient;
import org.chaiwei.local.district.Import;
import org.chaiwei.local.plan.PlanLedger;

/**
 * Brings spreadsheets into the ledger as a district office would: upload, look at the preview, commit, watch. The plan's own ledger is
 * brought in once in the life of a home; an import that was cut short is gone on with, never begun again.
 */
final class Loading {

    /** The day before the plan's three years begin: its figures are those of the ledger on this day. */
    static final LocalDate PLAN_BASIS = LocalDate.of(2015, 12, 31);

    /** By this name the ledger's list of imports shows whether the plan was brought in before. */
    private static final String PLAN_FILE = "plan-ledger.xlsx";

    private static final int PROBLEMS_SHOWN = 10;

    private final DistrictClient office;
    private final Terminal terminal;

    Loading(DistrictClient office, Terminal terminal) {
        this.office = office;
        this.terminal = terminal;
    }

    /** Compiles the plan's spreadsheet at the side, while the services start; its path is there when it is whole. */
    static FutureTask<Path> compilePlan(Path folder) {
        Callable<Path> compiling = () -> {
            var file = folder.resolve(PLAN_FILE);
            var unfinished = folder.resolve(PLAN_FILE + ".unfinished");
            PlanLedger.writeTo(unfinished);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        };
        var task = new FutureTask<>(compiling);
        Thread.ofPlatform().daemon().name("plan").start(task);
        return task;
    }

    /** Whether this home had the plan's ledger once; a person who took it back doesn't get it again unasked. */
    static boolean planWasLoaded(Home home) {
        return Files.exists(loadedMark(home));
    }

    /** As {@link #plan(FutureTask)}, and this home remembers it. */
    void plan(Home home, FutureTask<Path> compiling) throws IOException, InterruptedException {
        plan(compiling);
        Files.writeString(loadedMark(home), "The plan's ledger was brought in; ./chaiwei reset forgets it.\n");
    }

    /** Brings the plan's ledger in, or goes on with an import of it that was cut short; one that ended stays as it is. */
    void plan(FutureTask<Path> compiling) throws IOException, InterruptedException {
        var earlier = office.imports().stream()
                .filter(i -> i.fileName().equals(PLAN_FILE))
                // Of one that failed, what is in the ledger counts as a duplicate at the next try.
                .filter(i -> !i.state().equals("FAILED"))
                .findFirst();
        if (earlier.isEmpty()) commit(previewed(compiled(compiling)));
        else if (earlier.get().state().equals("PREVIEWED")) commit(earlier.get());
        else resume(earlier.get());
    }

    /**
     * Divides the plan's targets among the streets once in the life of a home, when accountability knows the whole of the plan's ledger. What
     * a person has divided otherwise since stays.
     */
    void targets(Home home) throws IOException, InterruptedException {
        if (Files.exists(dividedMark(home))) return;
        targets();
        Files.writeString(dividedMark(home), "The targets were divided; ./chaiwei reset forgets it.\n");
    }

    /** As {@link #targets(Home)}, whatever was done before. */
    void targets() throws IOException, InterruptedException {
        terminal.step("Dividing the plan's targets among the streets");
        office.divideTargets(PLAN_BASIS);
        terminal.endStep();
    }

    /** Brings in any spreadsheet; false if nothing of it could be used. */
    boolean file(Path file) throws IOException, InterruptedException {
        terminal.step("Uploading " + file.getFileName());
        var preview = office.preview(file);
        show(preview);
        if (preview.rowsGood() == 0) {
            terminal.report("No row can be brought in; nothing was changed.");
            return false;
        }
        commit(preview);
        return preview.rowsWrong() == 0;
    }

    private Import previewed(Path file) throws IOException, InterruptedException {
        terminal.step("Uploading the plan's ledger as the district office");
        var preview = office.preview(file);
        show(preview);
        return preview;
    }

    private void show(Import preview) {
        terminal.endStep();
        terminal.report(String.format(
                Locale.ROOT,
                "  preview: %,d rows read, %,d good, %,d wrong, %,d in the ledger already",
                preview.rowsRead(),
                preview.rowsGood(),
                preview.rowsWrong(),
                preview.duplicates()));
        preview.problems().stream().limit(PROBLEMS_SHOWN).forEach(problem -> terminal.report("    " + problem));
    }

    private void commit(Import preview) throws IOException, InterruptedException {
        terminal.step("Importing " + String.format(Locale.ROOT, "%,d entries", preview.rowsGood()));
        office.commit(preview.id());
        follow(preview);
    }

    private void resume(Import earlier) throws IOException, InterruptedException {
        terminal.step("Finishing the import of the plan's ledger that was begun");
        follow(earlier);
    }

    private void follow(Import begun) throws IOException, InterruptedException {
        var end = office.await(
                begun.id(),
                progress ->
                        terminal.detail(String.format(Locale.ROOT, "%,d of %,d", progress.done(), progress.total())));
        terminal.endStep();
        if (end.state().equals("FAILED"))
            throw new StartRefused(
                    "The import of " + begun.fileName() + " failed.",
                    "Look at .chaiwei/logs/ledger-service.log; ./chaiwei reset starts over.");
    }

    private static Path compiled(FutureTask<Path> compiling) throws InterruptedException {
        try {
            return compiling.get();
        } catch (ExecutionException e) {
            throw new StartRefused(
                    "The plan's spreadsheet can't be written: " + e.getCause(),
                    "Free disk space, then start again.",
                    e);
        }
    }

    private static Path dividedMark(Home home) {
        return home.data().resolve("targets-divided");
    }

    private static Path loadedMark(Home home) {
        return home.data().resolve("plan-ledger-loaded");
    }
}
