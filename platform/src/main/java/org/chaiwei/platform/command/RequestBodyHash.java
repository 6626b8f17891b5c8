package org.chaiwei.platform.command;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.chaiwei.platform.problem.ProblemWriter;
import org.chaiwei.platform.problem.RequestRefusal.TooLarge;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Hashes the body of a request that carries an {@code Idempotency-Key}, and hands it on unread. Such a body is held in memory and so
 * bounded; an upload ({@code multipart}) is not looked into, its key stands for whatever is uploaded.
 */
final class RequestBodyHash extends OncePerRequestFilter {

    static final String ATTRIBUTE = RequestBodyHash.class.getName();

    static final int BODY_MAX_BYTES = 1 << 20;

    private final ProblemWriter problems;

    RequestBodyHash(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(IdempotencyKey.HEADER) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var type = request.getContentType();
        if (type != null && type.startsWith("multipart/")) {
            request.setAttribute(ATTRIBUTE, IdempotencyKey.sha256().digest());
            chain.doFilter(request, response);
            return;
        }
        var body = request.getInputStream().readNBytes(BODY_MAX_BYTES + 1);
        if (body.length > BODY_MAX_BYTES) {
            problems.write(request, response, new TooLarge((long) BODY_MAX_BYTES));
            return;
        }
        var digest = IdempotencyKey.sha256();
        var query = request.getQueryString();
        if (query != null) digest.update(query.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        request.setAttribute(ATTRIBUTE, digest.digest(body));
        chain.doFilter(new ReadRequest(request, body), response);
    }

    /** The request with its body to be read once more. */
    private static final class ReadRequest extends HttpServletRequestWrapper {

        private final ByteArrayInputStream body;

        ReadRequest(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = new ByteArrayInputStream(body);
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ServletInputStream() {
                @Override
                public int read() {
                    return body.read();
                }

                @Override
                public int read(byte[] bytes, int offset, int length) {
                    return body.read(bytes, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return body.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("the body is read without waiting");
                }
            };
        }
    }
}
