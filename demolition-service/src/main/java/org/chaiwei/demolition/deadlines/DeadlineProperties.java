package org.chaiwei.demolition.deadlines;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often the deadlines are gone through.
 *
 * @param raiseEvery between two rounds that look for what is due
 * @param countEvery between two looks whether the rules or the calendar have changed
 */
@ConfigurationProperties("chaiwei.deadlines")
record DeadlineProperties(
        @DefaultValue("30s") Duration raiseEvery,
        @DefaultValue("60s") Duration countEvery) {}
