package org.chaiwei.accountability.access;

import java.util.List;
import org.chaiwei.platform.problem.Refusal;

/** Why somebody may not do or see what was asked. */
public sealed interface AccessRefusal extends Refusal {

    @Override
    default int status() {
        return 403;
    }

    /** @param roles who may, as tokens write it */
    record RoleMayNot(List<String> roles) implements AccessRefusal {}

    /** A street official asked for entries or figures of a street that is not theirs. */
    record OutsideYourStreet(String street) implements AccessRefusal {}
}
