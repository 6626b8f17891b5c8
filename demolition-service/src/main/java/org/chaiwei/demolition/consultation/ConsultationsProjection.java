package org.chaiwei.demolition.consultation;

import java.util.List;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryReassigned;
import org.chaiwei.demolition.enforcement.CasesOnRecord;
import org.chaiwei.demolition.enforcement.CooperationEvent.ConsultationAnswered;
import org.chaiwei.demolition.enforcement.CooperationEvent.ConsultationAsked;
import org.chaiwei.platform.view.View;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Carries the events into the list of open consultations. A question does not say at what place it is asked, so the case's own events are read
 * for it: few events are questions. Where the entry has gone to another street since, the row is there at once, and that event changes nothing.
 */
@Component
class ConsultationsProjection implements View {

    static final String NAME = "consultations";

    private static final String ADD = """
            INSERT INTO open_consultation (violation, consultation, ledger_number, street, department, asked_of, asked_on, due_on, position)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String REMOVE = "DELETE FROM open_consultation WHERE violation = ? AND consultation = ?";
    private static final String MOVE = "UPDATE open_consultation SET street = ?, position = ? WHERE violation = ?";

    private final JdbcTemplate jdbc;
    private final CasesOnRecord cases;

    ConsultationsProjection(JdbcTemplate jdbc, CasesOnRecord cases) {
        this.jdbc = jdbc;
        this.cases = cases;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> tables() {
        return List.of("open_consultation");
    }

    @Override
    public void apply(List<Recorded> batch) {
        for (var recorded : batch)
            switch (recorded.event()) {
                case ConsultationAsked e -> asked(e, recorded.position());
                case ConsultationAnswered e -> answered(e);
                case EntryReassigned e -> jdbc.update(MOVE, e.street(), recorded.position(), e.violation());
                default -> {}
            }
    }

    private void asked(ConsultationAsked e, long position) {
        var of = cases.find(e.violation())
                .orElseThrow(() -> new IllegalStateException("asked in a case that never began: " + e.violation()));
        jdbc.update(
                ADD,
                e.violation(),
                e.consultation(),
                of.ledgerNumber(),
                of.street(),
                e.department(),
                e.askedOf(),
                e.occurredOn(),
                e.dueOn(),
                position);
    }

    private void answered(ConsultationAnswered e) {
        var removed = jdbc.update(REMOVE, e.violation(), e.consultation());
        if (removed != 1)
            throw new IllegalStateException("an answer to what was never asked, or was answered: " + e.consultation());
    }
}
