package org.chaiwei.platform.problem;

import java.util.List;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;
import org.chaiwei.platform.problem.RequestRefusal.UnreadableBody;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says which field of a body could not be read, or, where it is no JSON at all, up to which line and column it was. */
final class UnreadableJson {

    private UnreadableJson() {}

    static Refusal refusalOf(HttpMessageNotReadableException unreadable) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            // A record may refuse its values in its constructor.
            if (cause instanceof RefusedException refused) return refused.refusal();
        }
        return switch (unreadable.getCause()) {
            case UnrecognizedPropertyException unknown ->
                invalid(FieldErrors.unknown(
                        pathOf(unknown),
                        unknown.getKnownPropertyIds().stream()
                                .map(Object::toString)
                                .sorted()
                                .toList()));
            case StreamReadException broken ->
                new UnreadableBody(
                        broken.getLocation().getLineNr(), broken.getLocation().getColumnNr());
            case MismatchedInputException mismatch
            when !mismatch.getPath().isEmpty() -> invalid(FieldErrors.notA(pathOf(mismatch), mismatch.getTargetType()));
            case JacksonException other
            when !other.getPath().isEmpty() -> invalid(new FieldError(pathOf(other), "malformed"));
            case null, default -> new UnreadableBody(null, null);
        };
    }

    private static Refusal invalid(FieldError error) {
        return new InvalidRequest(List.of(error));
    }

    private static String pathOf(JacksonException failure) {
        var path = new StringBuilder();
        for (var step : failure.getPath()) {
            if (step.getPropertyName() == null)
                path.append('[').append(step.getIndex()).append(']');
            else path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
        }
        return path.toString();
    }
}
