package org.chaiwei.platform.problem;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why something asked for is not done, as a value with what the caller needs in order to go on. Implemented by records under a
 * sealed interface of the feature that refuses; thrown as {@link RefusedException}; told as an RFC 9457 problem.
 *
 * <p>The texts are {@code <code>.title}, {@code <code>.detail} and {@code <code>.remedy} in {@code problems_zh.properties} and
 * {@code problems_en.properties} (see {@link ProblemTexts}).
 */
public interface Refusal {

    /** The HTTP status, 4xx or 5xx. */
    int status();

    /** Stable, in kebab case: the type's name, unless the refusal says otherwise ({@code AlreadyClosed} is {@code already-closed}). */
    default String code() {
        return codeOf(getClass());
    }

    /**
     * Further members of the problem, also named by its texts: a record's components by default. A detail named like one of a
     * problem's own members ({@code status}, {@code title} …) can be named in a text but is no member.
     */
    default Map<String, @Nullable Object> details() {
        return RecordDetails.of(this);
    }

    /** What is wrong field by field, where that can be said. */
    default List<FieldError> errors() {
        return List.of();
    }

    /** Headers the answer needs: {@code Retry-After} by default where a detail {@code retryAfterSeconds} says when to come again. */
    default Map<String, String> headers() {
        return details().get("retryAfterSeconds") instanceof Number seconds
                ? Map.of("Retry-After", seconds.toString())
                : Map.of();
    }

    /** The code a refusal of this type has by its name. */
    static String codeOf(Class<? extends Refusal> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
