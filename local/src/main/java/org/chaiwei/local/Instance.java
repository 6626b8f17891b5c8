package org.chaiwei.local;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One running copy of a service. All of a service share its database and its topic; which of them feeds a view or publishes is settled among
 * themselves.
 *
 * @param number from 1
 */
record Instance(Service service, int number) {

    /** Every process of a system with so many copies of each service, and the one gateway. */
    static List<Instance> all(int copies) {
        var all = new ArrayList<Instance>();
        for (var service : Service.values())
            for (var number = 1; number <= (service == Service.GATEWAY ? 1 : copies); number++)
                all.add(new Instance(service, number));
        return List.copyOf(all);
    }

    /** The name of its process: the module's, with its number from the second on. */
    String name() {
        return number == 1 ? service.module() : service.module() + "-" + number;
    }

    int port(Ports ports) {
        return number == 1 ? service.port(ports) : ports.further(service, number);
    }

    /** Where the gateway finds all copies of a service. */
    static String addresses(Service service, int copies, Ports ports) {
        return IntStream.rangeClosed(1, copies)
                .mapToObj(number -> "127.0.0.1:" + new Instance(service, number).port(ports))
                .collect(Collectors.joining(","));
    }
}
