package org.chaiwei.gateway.routing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.util.TimeValue;
import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The connections to the services. Many, because each open stream of events holds one; nothing automatic, because what is repeated
 * is decided in {@link Calling} alone; bodies pass as they are.
 */
@Configuration(proxyBeanMethods = false)
class HttpClient {

    private static final int CONNECTIONS = 2_000;
    private static final int CONNECTIONS_PER_INSTANCE = 1_000;

    @Bean
    ClientHttpRequestFactoryBuilderCustomizer<HttpComponentsClientHttpRequestFactoryBuilder> connections() {
        return builder -> builder.withConnectionManagerCustomizer(
                        pool -> pool.setMaxConnTotal(CONNECTIONS).setMaxConnPerRoute(CONNECTIONS_PER_INSTANCE))
                // A connection that the service closed while idle must be noticed before a request that cannot be
                // repeated is
                // sent on it.
                .withConnectionConfigCustomizer(connection -> connection
                        .setValidateAfterInactivity(TimeValue.of(50, TimeUnit.MILLISECONDS))
                        .setTimeToLive(TimeValue.of(1, TimeUnit.MINUTES)))
                .withHttpClientCustomizer(client -> client.disableContentCompression()
                        .disableAutomaticRetries()
                        .disableRedirectHandling()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .addExecInterceptorFirst("leave", LEAVE_WITH_THE_READER)
                        .addExecInterceptorFirst("kept", TELL_KEPT_CONNECTIONS));
    }

    /** Lost on a connection that had served before: it may have broken while it was kept, and says nothing of the service. */
    static final class KeptConnectionLost extends IOException {
        KeptConnectionLost(IOException cause) {
            super(cause.toString(), cause);
        }
    }

    private static final ExecChainHandler TELL_KEPT_CONNECTIONS = (request, scope, chain) -> {
        try {
            return chain.proceed(request, scope);
        } catch (InterruptedIOException slow) {
            throw slow;
        } catch (IOException e) {
            var connection = scope.clientContext.getEndpointDetails();
            throw connection != null && connection.getResponseCount() > 0 ? new KeptConnectionLost(e) : e;
        }
    };

    /**
     * Closing an answer that was not read to its end closes the connection. Elsewhere the rest would be read first to save the
     * connection; of a stream of events there is no end, and a reader who left would hold it forever.
     */
    private static final ExecChainHandler LEAVE_WITH_THE_READER = (request, scope, chain) -> {
        var response = chain.proceed(request, scope);
        var entity = response.getEntity();
        if (entity != null) response.setEntity(new Leavable(entity, scope.execRuntime));
        return response;
    };

    private static final class Leavable extends HttpEntityWrapper {
        private final ExecRuntime connection;
        private boolean finished;

        Leavable(HttpEntity entity, ExecRuntime connection) {
            super(entity);
            this.connection = connection;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new FilterInputStream(super.getContent()) {
                @Override
                public int read() throws IOException {
                    return seen(super.read());
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    return seen(super.read(bytes, offset, length));
                }

                @Override
                public void close() throws IOException {
                    Leavable.this.close();
                }
            };
        }

        @Override
        public void close() throws IOException {
            if (finished) {
                super.close();
            } else {
                connection.discardEndpoint();
            }
        }

        private int seen(int read) {
            if (read < 0) finished = true;
            return read;
        }
    }
}
