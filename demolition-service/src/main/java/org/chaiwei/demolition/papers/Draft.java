package org.chaiwei.demolition.papers;

import java.util.Map;
import java.util.UUID;
import org.chaiwei.demolition.street.Street;
import org.jspecify.annotations.Nullable;

/**
 * A paper that has no number yet.
 *
 * @param office whose register gives the number
 * @param values for the template: texts, lists of paragraphs, rows of a table
 * @param party the person whom the case is about, null where nobody knows; their paper is kept encrypted under their key
 */
record Draft(
        PaperKind kind,
        Street office,
        int year,
        Map<String, Object> values,
        @Nullable UUID party) {

    Draft {
        values = Map.copyOf(values);
    }

    /** Without the values, one of which may be a name. */
    @Override
    public String toString() {
        return "Draft[" + kind + " of " + office.code() + " in " + year + "]";
    }
}
