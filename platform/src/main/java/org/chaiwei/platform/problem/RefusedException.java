package org.chaiwei.platform.problem;

/** Carries a {@link Refusal} to the one place that turns refusals into problems. No stack trace: nothing is broken. */
public final class RefusedException extends RuntimeException {

    private final transient Refusal refusal;

    public RefusedException(Refusal refusal) {
        super(refusal.code(), null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
