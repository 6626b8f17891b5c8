package org.chaiwei.local;

/**
 * The system can't start, or can't go on, for a reason that a person can mend. The message says what is wrong and the remedy what
 * to do; nothing of this start is left running when a caller of {@link LocalSystem#start} sees it.
 */
public final class StartRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    public StartRefused(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    public StartRefused(String message, String remedy, Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    /** What to do about it, a sentence or two. */
    public String remedy() {
        return remedy;
    }
}
