package org.chaiwei.gateway;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The configuration would be unsafe or cannot work. Printed as what is wrong and what to do, without a stack trace. */
public final class RefusedToStart extends RuntimeException {

    private final String remedy;

    public RefusedToStart(String what, String remedy) {
        super(what);
        this.remedy = remedy;
    }

    static final class Analyzer extends AbstractFailureAnalyzer<RefusedToStart> {
        @Override
        protected FailureAnalysis analyze(Throwable root, RefusedToStart cause) {
            return new FailureAnalysis(cause.getMessage(), cause.remedy, cause);
        }
    }
}
