package org.chaiwei.platform.problem;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.platform.problem.RequestRefusal.BadRequest;
import org.chaiwei.platform.problem.RequestRefusal.Forbidden;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;
import org.chaiwei.platform.problem.RequestRefusal.LoginRequired;
import org.chaiwei.platform.problem.RequestRefusal.MethodNotAllowed;
import org.chaiwei.platform.problem.RequestRefusal.NotAcceptable;
import org.chaiwei.platform.problem.RequestRefusal.NotFound;
import org.chaiwei.platform.problem.RequestRefusal.TokenInvalid;
import org.chaiwei.platform.problem.RequestRefusal.TooLarge;
import org.chaiwei.platform.problem.RequestRefusal.TooManyRequests;
import org.chaiwei.platform.problem.RequestRefusal.Unavailable;
import org.chaiwei.platform.problem.RequestRefusal.Unexpected;
import org.chaiwei.platform.problem.RequestRefusal.UnsupportedMediaType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.util.MimeType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestCookieException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/** What each failure is to the caller. What is the caller's own doing is said exactly; of what is ours, nothing but an id. */
final class Failures {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /** Classes of SQLSTATE: connection, insufficient resources, operator intervention. */
    private static final Set<String> LOST = Set.of("08", "53", "57");

    private Failures() {}

    static Refusal refusalOf(Throwable failure) {
        return switch (failure) {
            case RefusedException refused -> refused.refusal();

            case OAuth2AuthenticationException _ -> new TokenInvalid();
            case AuthenticationServiceException away -> unavailable(away);
            case AuthenticationException _ -> new LoginRequired();
            case AccessDeniedException _ -> new Forbidden();

            case MethodArgumentNotValidException invalid ->
                new InvalidRequest(FieldErrors.of(invalid.getBindingResult()));
            case HandlerMethodValidationException invalid
            when !invalid.isForReturnValue() -> new InvalidRequest(FieldErrors.of(invalid));
            case HttpMessageNotReadableException unreadable -> UnreadableJson.refusalOf(unreadable);
            case MethodArgumentTypeMismatchException mismatch ->
                invalid(FieldErrors.notA(mismatch.getName(), mismatch.getRequiredType()));
            case TypeMismatchException mismatch
            when mismatch.getPropertyName() != null ->
                invalid(FieldErrors.notA(mismatch.getPropertyName(), mismatch.getRequiredType()));
            case MissingServletRequestParameterException missing ->
                invalid(FieldErrors.missing(missing.getParameterName()));
            case MissingServletRequestPartException missing ->
                invalid(FieldErrors.missing(missing.getRequestPartName()));
            case MissingRequestHeaderException missing -> invalid(FieldErrors.missing(missing.getHeaderName()));
            case MissingRequestCookieException missing -> invalid(FieldErrors.missing(missing.getCookieName()));
            case MaxUploadSizeExceededException large ->
                new TooLarge(large.getMaxUploadSize() < 0 ? null : large.getMaxUploadSize());
            case MultipartException _ -> new RequestRefusal.UnreadableBody(null, null);

            case HttpRequestMethodNotSupportedException other ->
                new MethodNotAllowed(
                        other.getSupportedMethods() == null ? List.of() : List.of(other.getSupportedMethods()));
            case HttpMediaTypeNotAcceptableException other -> new NotAcceptable(names(other.getSupportedMediaTypes()));
            case HttpMediaTypeNotSupportedException other ->
                new UnsupportedMediaType(names(other.getSupportedMediaTypes()));

            case AsyncRequestTimeoutException _ -> new Unavailable(RETRY_AFTER);
            case TransientDataAccessException away -> unavailable(away);
            case RecoverableDataAccessException away -> unavailable(away);
            case DataAccessResourceFailureException away -> unavailable(away);
            case CannotCreateTransactionException away -> unavailable(away);
            // On a broken connection the rollback fails too, and its failure says nothing of why.
            case TransactionSystemException rollback
            when rollback.getApplicationException() != null -> refusalOf(rollback.getApplicationException());

            case ErrorResponse other -> refusalOf(other.getStatusCode().value());
            default -> isOfLostDatabase(failure) ? unavailable(failure) : unexpected(failure);
        };
    }

    /** What can be said when nothing but a status is known. */
    static Refusal refusalOf(int status) {
        return switch (status) {
            case 401 -> new LoginRequired();
            case 403 -> new Forbidden();
            case 404 -> new NotFound();
            case 405 -> new MethodNotAllowed(List.of());
            case 406 -> new NotAcceptable(List.of());
            case 413 -> new TooLarge(null);
            case 415 -> new UnsupportedMediaType(List.of());
            case 429 -> new TooManyRequests(1);
            case 503 -> new Unavailable(RETRY_AFTER);
            default -> status >= 400 && status < 500 ? new BadRequest(status) : new Unexpected(UUID.randomUUID());
        };
    }

    private static Refusal invalid(FieldError error) {
        return new InvalidRequest(List.of(error));
    }

    private static Refusal unavailable(Throwable away) {
        log.warn("answered 503: {}", away.toString());
        return new Unavailable(RETRY_AFTER);
    }

    private static Refusal unexpected(Throwable failure) {
        var errorId = UUID.randomUUID();
        log.error("error {}", errorId, failure);
        return new Unexpected(errorId);
    }

    /** Connection lost or none free, the server out of resources or shutting down: it passes, and the caller may come again. */
    private static boolean isOfLostDatabase(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof SQLException sql
                    && (sql instanceof SQLTransientException
                            || sql.getSQLState() != null && LOST.stream().anyMatch(sql.getSQLState()::startsWith)))
                return true;
        return false;
    }

    private static List<String> names(List<? extends MimeType> types) {
        return types.stream().map(MimeType::toString).toList();
    }
}
