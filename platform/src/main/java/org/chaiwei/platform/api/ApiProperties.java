package org.chaiwei.platform.api;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the description of a service's interface is headed with.
 *
 * @param title names the service as people do, such as "Ledger 台账"
 * @param description one or two sentences
 */
@ConfigurationProperties("chaiwei.api")
record ApiProperties(
        @DefaultValue("A service") String title,
        @DefaultValue("") String description) {}
