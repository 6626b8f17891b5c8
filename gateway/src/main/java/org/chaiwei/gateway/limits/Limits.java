package org.chaiwei.gateway.limits;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * {@code chaiwei.limits}.
 *
 * @param body what a request may carry
 * @param uploads the paths where files are sent, which may carry more
 * @param caller how often one logged-in person or program may ask
 * @param anonymous how often one address may ask without a login
 * @param login how often one address may try a password
 */
@ConfigurationProperties("chaiwei.limits")
record Limits(DataSize body, List<Upload> uploads, Rate caller, Rate anonymous, Rate login) {

    /** @param path a path pattern, such as {@code /api/v1/ledger/imports} */
    record Upload(String path, DataSize size) {}

    /** So many at once, and so many again within the time, evenly. */
    record Rate(long requests, Duration per) {}
}
