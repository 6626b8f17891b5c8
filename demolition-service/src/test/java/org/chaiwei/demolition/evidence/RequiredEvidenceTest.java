package org.chaiwei.demolition.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chaiwei.contracts.ledger.LedgerEntry;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.demolition.RunningService;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http.Answer;
import org.chaiwei.platform.testing.TestIssuer;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A district that wants everything a step names in the store. */
@TestPropertySource(properties = "chaiwei.evidence.required=true")
class RequiredEvidenceTest extends RunningService {

    private static final String BROUGHT = "d".repeat(64);
    private static final String NEVER_BROUGHT = "e".repeat(64);

    @Test
    void a_step_that_names_what_is_not_in_the_store_is_refused_and_nothing_is_recorded() {
        var id = lead();
        taken(post(id, "filing", "{\"track\": \"EXISTING\", \"occurredOn\": \"2016-05-10\", \"reason\": \"补录\"}"));
        taken(http.post(
                "/api/v1/demolition/evidence/references",
                "{\"sha256\": \"%s\", \"location\": \"https://videos.example/1\", \"sizeBytes\": 7}".formatted(BROUGHT),
                "Authorization",
                bearer()));

        var refused = post(id, "evidence", evidence(NEVER_BROUGHT));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.<String>json("$.code")).isEqualTo("evidence-missing");
        assertThat(refused.<List<String>>json("$.sha256s")).containsExactly(NEVER_BROUGHT);
        taken(post(id, "evidence", evidence(BROUGHT)));

        var demolition = post(id, "demolitions", """
                {"areaM2": 20.00, "whole": true, "by": "OWNER", "beforePhoto": "%s", "afterPhoto": "%s",
                 "occurredAt": "2016-05-11T10:00:00+08:00", "reason": "补录"}""".formatted(BROUGHT, NEVER_BROUGHT));
        assertThat(demolition.<String>json("$.code")).isEqualTo("evidence-missing");
        assertThat(demolition.<String>json("$.detail")).contains(NEVER_BROUGHT);
    }

    private static String evidence(String sha256) {
        return "{\"kind\": \"PICTURES\", \"document\": \"%s\", \"occurredOn\": \"2016-05-10\", \"reason\": \"补录\"}"
                .formatted(sha256);
    }

    private static void taken(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
    }

    private Answer post(UUID id, String request, String body) {
        return http.post("/api/v1/demolition/cases/" + id + "/" + request, body, "Authorization", bearer());
    }

    private static String bearer() {
        return "Bearer " + TestIssuer.shared().token(Role.ENFORCEMENT);
    }

    private UUID lead() {
        var id = UUID.randomUUID();
        var day = LocalDate.of(2016, 5, 9);
        var entry = new LedgerEntry(
                "N-" + id, "GENERAL", "110102013", null, null, null, null, "OTHER", List.of(), 0, "EXISTING");
        tell(new ViolationRegistered(
                id, entry, new BigDecimal("20.00"), day, "PATROL", null, false, day, null, "street-1"));
        return id;
    }
}
