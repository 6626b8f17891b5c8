package org.chaiwei.demolition.ledger;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code chaiwei.ledger}.
 *
 * @param address of the ledger service, such as {@code http://ledger-service:8080}; null where it is never asked: then names are written by hand
 */
@ConfigurationProperties("chaiwei.ledger")
record LedgerProperties(@Nullable URI address) {}
