package org.chaiwei.local;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The neighbouring ports of one system, all on 127.0.0.1: seven, and three more for each further copy of the services.
 *
 * @param gateway the first of them, the one a browser sees
 * @param copies of each service
 */
public record Ports(int gateway, int copies) {

    /** The most copies of a service that one machine runs. */
    public static final int COPIES_MAX = 3;

    public static final int DEFAULT_GATEWAY = 8080;
    private static final int COUNT = 7;
    private static final int FURTHER = 3;

    public Ports {
        if (gateway < 1024 || gateway + COUNT + FURTHER * (COPIES_MAX - 1) - 1 > 65535)
            throw new IllegalArgumentException("a port between 1024 and %d is needed, not %d"
                    .formatted(65535 - COUNT - FURTHER * (COPIES_MAX - 1) + 1, gateway));
        if (copies < 1 || copies > COPIES_MAX)
            throw new IllegalArgumentException("1 to %d copies, not %d".formatted(COPIES_MAX, copies));
    }

    /** The seven ports of a system with one copy of each service. */
    public Ports(int gateway) {
        this(gateway, 1);
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

    /** Of a service's second copy and further ones. */
    int further(Service service, int number) {
        return gateway + COUNT + (number - 2) * FURTHER + service.ordinal();
    }

    /** Every port by what listens there: the name of its process, where it is one. */
    public Map<String, Integer> byName() {
        var ports = new LinkedHashMap<String, Integer>();
        for (var instance : Instance.all(copies)) ports.put(instance.name(), instance.port(this));
        ports.put("postgres", postgres());
        ports.put("kafka", kafka());
        ports.put("kafka controller", kafkaController());
        return ports;
    }
}
