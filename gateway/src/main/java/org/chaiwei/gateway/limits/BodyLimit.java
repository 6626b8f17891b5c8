package org.chaiwei.gateway.limits;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.chaiwei.gateway.problem.Problem;
import org.chaiwei.gateway.problem.Problem.Kind;
import org.chaiwei.gateway.problem.Problems;
import org.chaiwei.gateway.routing.CallersFault;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Refuses a body that is too large: at once where its length is given, else when the byte after the last allowed one arrives, so that
 * a chunked body is limited too. By then the first bytes are on their way to the service; the connection to it is broken off, and a
 * service never takes a broken body for a whole one.
 */
@Component
@Order(BodyLimit.BEFORE_SECURITY)
final class BodyLimit extends OncePerRequestFilter {

    static final int BEFORE_SECURITY = -200;

    private record Allowed(PathPattern path, long bytes) {}

    private final long bytes;
    private final List<Allowed> uploads;
    private final Problems problems;

    BodyLimit(Limits limits, Problems problems) {
        this.bytes = limits.body().toBytes();
        this.uploads = limits.uploads().stream()
                .map(upload -> new Allowed(
                        PathPatternParser.defaultInstance.parse(upload.path()),
                        upload.size().toBytes()))
                .toList();
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var limit = limitOf(request);
        if (request.getContentLengthLong() > limit) {
            refuse(request, response, limit);
            return;
        }
        try {
            chain.doFilter(new Counted(request, limit), response);
        } catch (ServletException | IOException | RuntimeException e) {
            switch (callersFaultIn(e)) {
                case TooLarge tooLarge -> refuse(request, response, limit);
                case CallerLeft left -> logger.debug("the caller left while sending", left);
                case null -> throw e;
            }
        }
    }

    private long limitOf(HttpServletRequest request) {
        var path = PathContainer.parsePath(request.getRequestURI());
        return uploads.stream()
                .filter(upload -> upload.path().matches(path))
                .mapToLong(Allowed::bytes)
                .findFirst()
                .orElse(bytes);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, long limit) throws IOException {
        problems.write(request, response, Problem.of(Kind.TOO_LARGE, Map.of("limitBytes", limit)));
    }

    private static @Nullable Fault callersFaultIn(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Fault fault) return fault;
        }
        return null;
    }

    /** Met while reading from the caller: nothing that the service is to blame for. */
    private abstract static sealed class Fault extends IOException implements CallersFault {
        Fault(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private static final class TooLarge extends Fault {
        TooLarge(long limit) {
            super("more than " + limit + " bytes", null);
        }
    }

    private static final class CallerLeft extends Fault {
        CallerLeft(IOException cause) {
            super("the body ended early", cause);
        }
    }

    private static final class Counted extends HttpServletRequestWrapper {
        private final long limit;
        private @Nullable ServletInputStream stream;

        Counted(HttpServletRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (stream == null) stream = new CountedStream(super.getInputStream(), limit);
            return stream;
        }
    }

    private static final class CountedStream extends ServletInputStream {
        private final ServletInputStream stream;
        private final long limit;
        private long count;

        CountedStream(ServletInputStream stream, long limit) {
            this.stream = stream;
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            try {
                var read = stream.read();
                counted(read < 0 ? 0 : 1);
                return read;
            } catch (TooLarge e) {
                throw e;
            } catch (IOException e) {
                throw new CallerLeft(e);
            }
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                var read = stream.read(into, offset, length);
                counted(Math.max(0, read));
                return read;
            } catch (TooLarge e) {
                throw e;
            } catch (IOException e) {
                throw new CallerLeft(e);
            }
        }

        private void counted(int read) throws TooLarge {
            count += read;
            if (count > limit) throw new TooLarge(limit);
        }

        @Override
        public boolean isFinished() {
            return stream.isFinished();
        }

        @Override
        public boolean isReady() {
            return stream.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            stream.setReadListener(listener);
        }
    }
}
