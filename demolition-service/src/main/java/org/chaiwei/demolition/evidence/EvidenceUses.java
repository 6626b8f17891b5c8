package org.chaiwei.demolition.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseEvent;
import org.chaiwei.demolition.enforcement.NamedEvidence;
import org.chaiwei.platform.view.View;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which case names which evidence, so that whoever may see the case may see it too. */
@Component
class EvidenceUses implements View {

    static final String NAME = "evidence-uses";

    private final JdbcClient jdbc;

    EvidenceUses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> tables() {
        return List.of("evidence_use");
    }

    @Override
    public void apply(List<Recorded> batch) {
        var sha256s = new ArrayList<String>();
        var violations = new ArrayList<UUID>();
        for (var recorded : batch) {
            if (!(recorded.event() instanceof CaseEvent event)) continue;
            for (var sha256 : NamedEvidence.in(event)) {
                sha256s.add(sha256);
                violations.add(event.violation());
            }
        }
        if (sha256s.isEmpty()) return;
        jdbc.sql("""
                        INSERT INTO evidence_use (sha256, violation)
                        SELECT * FROM unnest(:sha256s::text[], :violations::uuid[]) ON CONFLICT DO NOTHING
                        """)
                .param("sha256s", sha256s.toArray(String[]::new))
                .param("violations", violations.toArray(UUID[]::new))
                .update();
    }
}
