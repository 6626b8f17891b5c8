package org.chaiwei.platform.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.util.DisconnectedClientHelper;

/** Where the container sends what failed outside of any controller: a filter's exception, a request the firewall turned down. */
@Controller
record ProblemErrorController(ProblemWriter problems) implements ErrorController {

    private static final Logger log = LoggerFactory.getLogger(ProblemErrorController.class);

    @RequestMapping("${spring.web.error.path:/error}")
    void tell(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) return; // half an answer is out: the container will break the connection
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
            // Tomcat sends a request here whose body broke off, whatever its controller made of that.
            if (DisconnectedClientHelper.isClientDisconnectedException(failure))
                log.info("a caller broke off while sending");
            else problems.write(request, response, failure);
        } else if (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status)
            problems.write(request, response, Failures.refusalOf(status));
        else problems.write(request, response, new RequestRefusal.NotFound()); // somebody typed /error
    }
}
