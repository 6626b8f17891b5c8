package org.chaiwei.platform.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.util.DisconnectedClientHelper;

/** Whatever leaves a controller by exception is told as a problem. */
@ControllerAdvice
record ProblemAdvice(ProblemWriter problems) {

    @ExceptionHandler
    void tell(Exception failure, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) return; // nobody is there to be told
        if (response.isCommitted()) {
            if (isEndOfStream(failure, response)) return;
            // Half an answer is on its way. Only a broken connection tells the caller that the rest won't come.
            throw failure;
        }
        try {
            problems.write(request, response, failure);
        } catch (IOException e) {
            if (!DisconnectedClientHelper.isClientDisconnectedException(e)) throw e;
        }
    }

    /** A stream of server-sent events has no end of its own; its listener opens a new one. */
    private static boolean isEndOfStream(Exception failure, HttpServletResponse response) {
        var type = response.getContentType();
        return failure instanceof AsyncRequestTimeoutException
                && type != null
                && type.startsWith(MediaType.TEXT_EVENT_STREAM_VALUE);
    }
}
