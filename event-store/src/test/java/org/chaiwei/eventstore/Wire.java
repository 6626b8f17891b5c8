package org.chaiwei.eventstore;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.chaiwei.servers.ServiceDatabase;
import org.jspecify.annotations.Nullable;

/**
 * A hop between a writer and PostgreSQL that knows the protocol's messages well enough to find the worst moment of an append, when the server has
 * done all of it but the commit, and to hold or to cut the wire just there.
 */
final class Wire implements AutoCloseable {

    /** Which message makes the server commit an append. */
    interface CommitMessage {

        /**
         * @param type of the message: P parse, B bind, E execute, S sync …
         * @param sql the statement that the connection parsed or bound last
         */
        boolean is(char type, String sql);
    }

    /** An append whose commit was sent by the writer and has not reached the server. */
    static final class Held {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        boolean isReached() {
            return reached.getCount() == 0;
        }

        void release() {
            released.countDown();
        }
    }

    private static final int HEADER_BYTES = 1 + Integer.BYTES;

    private final ServiceDatabase server;
    private final int serverPort;
    private final CommitMessage commit;
    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Held> toHold = new AtomicReference<>();
    private final AtomicReference<@Nullable CountDownLatch> toCut = new AtomicReference<>();

    Wire(ServiceDatabase server, CommitMessage commit) {
        this.server = server;
        this.commit = commit;
        this.serverPort = Integer.parseInt(server.jdbcUrl().replaceAll(".*:(\\d+)/.*", "$1"));
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** The same database, reached over the wire. */
    ServiceDatabase database() {
        return new ServiceDatabase(
                server.jdbcUrl().replace(":" + serverPort + "/", ":" + listening.getLocalPort() + "/")
                        + "?sslmode=disable&gssEncMode=disable",
                server.owner(),
                server.ownerPassword(),
                server.app(),
                server.appPassword());
    }

    /** From now on, the next append stops before its commit. */
    Held holdNextCommit() {
        var held = new Held();
        toHold.set(held);
        return held;
    }

    /** From now on, the next append commits, and the connection is cut before the writer hears of it. The latch opens then. */
    CountDownLatch cutAtNextCommit() {
        var cut = new CountDownLatch(1);
        toCut.set(cut);
        return cut;
    }

    private void accept() {
        try {
            while (true) {
                var client = listening.accept();
                var backend = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                client.setTcpNoDelay(true);
                backend.setTcpNoDelay(true);
                open.add(client);
                open.add(backend);
                var conversation = new Conversation(client, backend);
                Thread.ofVirtual().start(conversation::clientToServer);
                Thread.ofVirtual().start(conversation::serverToClient);
            }
        } catch (IOException e) {
            close();
        }
    }

    @Override
    public void close() {
        closeQuietly(listening);
        open.forEach(Wire::closeQuietly);
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException("a socket that can't be closed", e);
        }
    }

    private final class Conversation {

        private final Socket client;
        private final Socket backend;
        private volatile @Nullable CountDownLatch cutting;

        Conversation(Socket client, Socket backend) {
            this.client = client;
            this.backend = backend;
        }

        void clientToServer() {
            try {
                var in = new DataInputStream(client.getInputStream());
                var out = backend.getOutputStream();
                out.write(body(in, in.readInt(), ByteBuffer.allocate(0)));
                var statements = new HashMap<String, String>();
                var sql = "";
                while (true) {
                    var type = (char) in.readUnsignedByte();
                    var message = body(
                            in,
                            in.readInt(),
                            ByteBuffer.allocate(1).put((byte) type).flip());
                    var content = new String(
                            message, HEADER_BYTES, message.length - HEADER_BYTES, StandardCharsets.ISO_8859_1);
                    if (type == 'P') {
                        // Parse: the statement's name, its text.
                        var parts = content.split("\0", 3);
                        statements.put(parts[0], parts[1]);
                        sql = parts[1];
                    } else if (type == 'B') {
                        // Bind: the portal's name, the statement's.
                        sql = statements.getOrDefault(content.split("\0", 3)[1], "");
                    }
                    if (commit.is(type, sql)) atCommit();
                    out.write(message);
                    out.flush();
                }
            } catch (IOException | InterruptedException e) {
                end();
            }
        }

        private void atCommit() throws InterruptedException {
            var held = toHold.getAndSet(null);
            if (held != null) {
                held.reached.countDown();
                held.released.await();
            }
            cutting = toCut.getAndSet(null);
        }

        void serverToClient() {
            try {
                var buffer = new byte[64 * 1024];
                for (var read = 0; (read = backend.getInputStream().read(buffer)) >= 0; ) {
                    var cut = cutting;
                    if (cut != null) {
                        end();
                        cut.countDown();
                        return;
                    }
                    client.getOutputStream().write(buffer, 0, read);
                    client.getOutputStream().flush();
                }
                end();
            } catch (IOException e) {
                end();
            }
        }

        private void end() {
            closeQuietly(client);
            closeQuietly(backend);
        }

        private static byte[] body(DataInputStream in, int length, ByteBuffer prefix) throws IOException {
            var message =
                    ByteBuffer.allocate(prefix.remaining() + length).put(prefix).putInt(length);
            var rest = in.readNBytes(length - Integer.BYTES);
            if (rest.length < length - Integer.BYTES) throw new EOFException();
            return message.put(rest).array();
        }
    }
}
