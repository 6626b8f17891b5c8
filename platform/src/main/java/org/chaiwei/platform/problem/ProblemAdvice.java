package org.chaiwei.platform.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Whatever leaves a controller by exception is told as a problem. */
@ControllerAdvice
record ProblemAdvice(ProblemWriter problems) {

    @ExceptionHandler
    void tell(Exception failure, HttpServletRequest request, HttpServletResponse response) throws Exception {
        // Half an answer is on its way (an export, a stream). Only a broken connection tells the caller that the rest
        // won't come.
        if (response.isCommitted()) throw failure;
        tellOrGiveUp(failure, request, response);
    }

    /** Nobody is there any more to be told anything. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException disconnected) {}

    private void tellOrGiveUp(Exception failure, HttpServletRequest request, HttpServletResponse response) {
        try {
            problems.write(request, response, failure);
        } catch (IOException disconnected) {
            // Nobody is there any more to be told anything.
        }
    }
}
