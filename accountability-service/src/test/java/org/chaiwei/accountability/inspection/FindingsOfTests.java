package org.chaiwei.accountability.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http;
import org.chaiwei.platform.testing.Http.Answer;
import org.chaiwei.platform.testing.TestIssuer;

/** Findings as supervision records them, over HTTP, for tests of what follows from them. */
public final class FindingsOfTests {

    private static final String ROOT = "/api/v1/accountability/inspections";

    private final Http http;

    public FindingsOfTests(Http http) {
        this.http = http;
    }

    /** One that nobody has decided on yet, in an inspection of its own. @return the path of the finding, which ends with its id */
    public String open(String unit, String kind) {
        var inspection = post(
                        ROOT,
                        "{\"unit\":\"%s\",\"from\":\"2016-04-01\",\"to\":\"2016-04-30\",\"remark\":\"专项督查\",\"subjects\":[{\"kind\":\"MONTH\",\"id\":\"2016-04\"}]}"
                                .formatted(unit),
                        "supervision-8",
                        Role.SUPERVISION)
                .<String>json("$.inspection");
        var at = ROOT + "/" + inspection + "/findings";
        return at + "/"
                + post(
                                at,
                                "{\"kind\":\"%s\",\"severity\":\"SERIOUS\",\"remark\":\"所记与现场不符\",\"references\":[{\"kind\":\"ENTRY\",\"id\":\"110102013-2016-0007\"}]}"
                                        .formatted(kind),
                                "supervision-8",
                                Role.SUPERVISION)
                        .<String>json("$.finding");
    }

    /** Answered by the unit, and confirmed by another person than the one who has recorded it. */
    public void confirm(String finding, String unit) {
        var answer = "{\"remark\":\"已知悉\"}";
        if (Character.isDigit(unit.charAt(0))) post(finding + "/answers", answer, "street-8", Role.STREET, unit);
        else post(finding + "/answers", answer, "unit-8", Role.valueOf(unit));
        post(finding + "/confirmation", "{}", "supervision-9", Role.SUPERVISION);
    }

    public UUID confirmed(String unit, String kind) {
        var finding = open(unit, kind);
        confirm(finding, unit);
        return idOf(finding);
    }

    public static UUID idOf(String finding) {
        return UUID.fromString(finding.substring(finding.lastIndexOf('/') + 1));
    }

    private Answer post(String path, String body, String actor, Role role, String... streets) {
        var answer = http.post(
                path, body, "Authorization", "Bearer " + TestIssuer.shared().tokenOf(actor, role, streets));
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
        return answer;
    }
}
