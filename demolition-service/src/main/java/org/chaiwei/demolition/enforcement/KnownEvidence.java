package org.chaiwei.demolition.enforcement;

import java.util.Collection;
import org.chaiwei.platform.problem.RefusedException;

/**
 * Says whether what a step names is in the evidence store. Asked before a step is taken; what is there then stays there, for nothing is
 * taken out of the store but what names an erased person.
 */
public interface KnownEvidence {

    /**
     * @param sha256s as the step names them
     * @throws RefusedException if the service is configured to want all of them in the store and one is not
     */
    void require(Collection<String> sha256s);
}
