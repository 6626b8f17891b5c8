package org.chaiwei.local.district;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * An import as the ledger answers it: a preview first, a batch of events once committed.
 *
 * @param duplicates rows whose number the ledger has already
 * @param problems the first wrong rows, each in a sentence
 */
public record Import(
        String id,
        String state,
        String fileName,
        long rowsRead,
        long rowsGood,
        long rowsWrong,
        long duplicates,
        List<String> problems) {

    static Import of(JsonNode answer) {
        var problems = new ArrayList<String>();
        for (var problem : answer.path("problems"))
            problems.add("row %s, %s: %s %s"
                    .formatted(
                            problem.path("row").asString(""),
                            problem.path("column").asString(""),
                            problem.path("reason").asString(""),
                            problem.path("remedy").asString("")));
        return new Import(
                answer.path("id").asString(),
                answer.path("state").asString(),
                answer.path("fileName").asString(""),
                answer.path("rowsRead").asLong(0),
                answer.path("rowsGood").asLong(0),
                answer.path("rowsWrong").asLong(0),
                answer.path("duplicates").asLong(0),
                List.copyOf(problems));
    }

    /**
     * How far a commit or an undo has come.
     *
     * @param done of {@code total} rows whose events are in the log
     * @param position the last position of its events so far
     * @param viewsAt the position that every view of the ledger has reached
     */
    public record Progress(String state, long done, long total, long position, long viewsAt) {

        static Progress of(JsonNode data) {
            return new Progress(
                    data.path("state").asString(),
                    data.path("done").asLong(0),
                    data.path("total").asLong(0),
                    data.path("position").asLong(0),
                    data.path("viewsAt").asLong(0));
        }

        /** Nothing more will happen by itself, and everybody sees what has. */
        public boolean isOver() {
            return switch (state) {
                case "COMMITTED", "UNDONE" -> viewsAt >= position;
                case "FAILED" -> true;
                default -> false;
            };
        }
    }
}
