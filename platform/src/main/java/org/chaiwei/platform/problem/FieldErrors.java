package org.chaiwei.platform.problem;

import jakarta.validation.ConstraintViolation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.util.ClassUtils;
import org.springframework.validation.Errors;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/** What the framework found wrong with a request's fields, in our words. */
final class FieldErrors {

    /** The numbers and patterns of a constraint that a text may name; not its groups and messages. */
    private static final Set<String> LIMITS = Set.of("min", "max", "value", "integer", "fraction", "regexp");

    private FieldErrors() {}

    static FieldError missing(String name) {
        return new FieldError(name, "missing");
    }

    static FieldError unknown(String name, Collection<String> known) {
        return new FieldError(name, "unknown", Map.of("known", known));
    }

    /** The field should have been of this type. */
    static FieldError notA(String field, @Nullable Class<?> type) {
        if (type == null) return new FieldError(field, "malformed");
        var wanted = ClassUtils.resolvePrimitiveIfNecessary(type);
        if (wanted.isEnum())
            return new FieldError(
                    field,
                    "not-one-of",
                    Map.of(
                            "allowed",
                            Arrays.stream(wanted.getEnumConstants())
                                    .map(Object::toString)
                                    .toList()));
        if (wanted == LocalDate.class) return new FieldError(field, "not-a-date");
        if (wanted == Instant.class) return new FieldError(field, "not-an-instant");
        if (wanted == UUID.class) return new FieldError(field, "not-a-uuid");
        if (wanted == Integer.class || wanted == Long.class) return new FieldError(field, "not-an-integer");
        if (Number.class.isAssignableFrom(wanted)) return new FieldError(field, "not-a-number");
        if (wanted == Boolean.class) return new FieldError(field, "not-a-boolean");
        if (wanted == String.class) return new FieldError(field, "not-a-text");
        if (Collection.class.isAssignableFrom(wanted) || wanted.isArray()) return new FieldError(field, "not-a-list");
        return new FieldError(field, "malformed");
    }

    static List<FieldError> of(Errors errors) {
        return errors.getAllErrors().stream().map(FieldErrors::of).toList();
    }

    static List<FieldError> of(HandlerMethodValidationException invalid) {
        var all = new ArrayList<FieldError>();
        for (var result : invalid.getParameterValidationResults()) {
            if (result instanceof ParameterErrors object) {
                all.addAll(of((Errors) object));
            } else {
                var name = result.getMethodParameter().getParameterName();
                for (var error : result.getResolvableErrors())
                    all.add(violated(name == null ? "" : name, error, result.unwrap(error, ConstraintViolation.class)));
            }
        }
        return all;
    }

    private static FieldError of(ObjectError error) {
        var field = error instanceof org.springframework.validation.FieldError one ? one.getField() : "";
        if (error.contains(TypeMismatchException.class))
            return notA(field, error.unwrap(TypeMismatchException.class).getRequiredType());
        return violated(
                field,
                error,
                error.contains(ConstraintViolation.class) ? error.unwrap(ConstraintViolation.class) : null);
    }

    private static FieldError violated(
            String field, MessageSourceResolvable error, @Nullable ConstraintViolation<?> violation) {
        if (violation == null) {
            var codes = error.getCodes();
            return new FieldError(
                    field, codes == null || codes.length == 0 ? "malformed" : kebab(codes[codes.length - 1]));
        }
        var constraint = violation.getConstraintDescriptor();
        var limits = new TreeMap<String, Object>(constraint.getAttributes());
        limits.keySet().retainAll(LIMITS);
        return new FieldError(
                field, kebab(constraint.getAnnotation().annotationType().getSimpleName()), limits);
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
