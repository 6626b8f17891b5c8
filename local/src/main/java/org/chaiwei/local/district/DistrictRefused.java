package org.chaiwei.local.district;

import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The system answered a request with a problem (RFC 9457). The message is what the problem says, its remedy included. */
public final class DistrictRefused extends IOException {

    private static final long serialVersionUID = 1L;
    private static final JsonMapper JSON = new JsonMapper();

    private final int status;
    private final String code;

    private DistrictRefused(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static DistrictRefused from(String request, int status, String body) {
        try {
            var problem = JSON.readTree(body);
            return new DistrictRefused(
                    status,
                    problem.path("code").asString(""),
                    "%s %s (%s: HTTP %d %s)"
                            .formatted(
                                    problem.path("detail")
                                            .asString(problem.path("title").asString("")),
                                    problem.path("remedy").asString(""),
                                    request,
                                    status,
                                    problem.path("code").asString("")));
        } catch (JacksonException notEvenJson) {
            return new DistrictRefused(status, "", "%s: HTTP %d".formatted(request, status));
        }
    }

    public int status() {
        return status;
    }

    /** The problem's stable code, or empty if the answer was none. */
    public String code() {
        return code;
    }
}
