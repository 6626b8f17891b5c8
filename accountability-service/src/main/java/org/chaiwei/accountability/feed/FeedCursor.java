package org.chaiwei.accountability.feed;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in the feed: behind the fact that this transaction brought with this number. As text it is the id of an event of the stream.
 *
 * @param transaction as the database counts them, never again
 */
record FeedCursor(long transaction, long number) implements Comparable<FeedCursor> {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    private static final Comparator<FeedCursor> ORDER =
            Comparator.comparingLong(FeedCursor::transaction).thenComparingLong(FeedCursor::number);

    static final FeedCursor BEGINNING = new FeedCursor(0, 0);

    String text() {
        return transaction + "-" + number;
    }

    /** Empty if the text is none that {@link #text} gave. */
    static Optional<FeedCursor> of(String text) {
        var matched = TEXT.matcher(text);
        return matched.matches()
                ? Optional.of(new FeedCursor(Long.parseLong(matched.group(1)), Long.parseLong(matched.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(FeedCursor other) {
        return ORDER.compare(this, other);
    }
}
