package org.chaiwei.accountability.target;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/** How a value is held against its target, as worded: 超过 and 余 leave equality out, 不少于 does not. */
public enum Operator {
    MORE_THAN(">") {
        @Override
        public boolean holds(BigDecimal value, BigDecimal target) {
            return value.compareTo(target) > 0;
        }
    },
    AT_LEAST(">=") {
        @Override
        public boolean holds(BigDecimal value, BigDecimal target) {
            return value.compareTo(target) >= 0;
        }
    },
    EXACTLY("=") {
        @Override
        public boolean holds(BigDecimal value, BigDecimal target) {
            return value.compareTo(target) == 0;
        }
    };

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    public String sign() {
        return sign;
    }

    public abstract boolean holds(BigDecimal value, BigDecimal target);

    public static Optional<Operator> of(String sign) {
        return Arrays.stream(values())
                .filter(operator -> operator.sign.equals(sign))
                .findAny();
    }
}
