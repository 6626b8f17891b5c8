package org.chaiwei.demolition.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where files lie, each under the SHA-256 of its bytes as they lie there. Called by the intake and by whoever shows evidence, from many threads.
 *
 * <p>An implementation guarantees that what {@link #put} has returned for is durable and complete; that no file is ever seen half
 * written or changed by a later one; and that storing the same bytes again, also from another instance at the same time, changes nothing.
 */
interface EvidenceStore {

    /**
     * Stores the bytes of a file, which stays where it is.
     *
     * @param sha256 of its bytes, 64 hexadecimal digits in lower case, which the caller has counted
     * @throws IOException if it can't be stored; then it is as if nobody had tried
     */
    void put(String sha256, Path file) throws IOException;

    /** The bytes, to be closed by the caller; empty if there are none. */
    Optional<InputStream> open(String sha256) throws IOException;
}
