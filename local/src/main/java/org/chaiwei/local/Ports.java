package org.chaiwei.local;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The seven neighbouring ports of one system, all on 127.0.0.1.
 *
 * @param gateway the first of them, the one a browser sees
 */
public record Ports(int gateway) {

    public static final int DEFAULT_GATEWAY = 8080;
    private static final int COUNT = 7;

    public Ports {
        if (gateway < 1024 || gateway + COUNT - 1 > 65535)
            throw new IllegalArgumentException(
                    "a port between 1024 and %d is needed, not %d".formatted(65535 - COUNT + 1, gateway));
    }

    public int ledger() {
        return gateway + 1;
    }

    public int demolition() {
        return gateway + 2;
    }

    public int accountability() {
        return gateway + 3;
    }

    public int postgres() {
        return gateway + 4;
    }

    public int kafka() {
        return gateway + 5;
    }

    public int kafkaController() {
        return gateway + 6;
    }

    /** Every port by what listens there, in ascending order. */
    public Map<String, Integer> byName() {
        var ports = new LinkedHashMap<String, Integer>();
        ports.put("gateway", gateway());
        ports.put("ledger-service", ledger());
        ports.put("demolition-service", demolition());
        ports.put("accountability-service", accountability());
        ports.put("postgres", postgres());
        ports.put("kafka", kafka());
        ports.put("kafka controller", kafkaController());
        return ports;
    }
}
