package org.chaiwei.accountability.feed;

import org.springframework.jdbc.core.JdbcTemplate;

/** Lets tests of other packages write the feed as the service does. */
public final class FeedOfTests {

    private FeedOfTests() {}

    public static FeedRows rows(JdbcTemplate jdbc) {
        return new FeedRows(jdbc);
    }
}
