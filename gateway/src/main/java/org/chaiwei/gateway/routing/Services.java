package org.chaiwei.gateway.routing;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;

/**
 * The services behind the gateway: {@code chaiwei.services.<name>} is a comma list of {@code host:port}. A service named here
 * is routed at {@code /api/v1/<name>/**}; the gateway knows nothing else of it.
 */
@ConfigurationProperties("chaiwei")
public record Services(Map<String, List<String>> services) {

    public Services {
        services = new TreeMap<>(services);
    }

    /** The services' names in alphabetical order. */
    public List<String> names() {
        return List.copyOf(services.keySet());
    }

    /** As configured, whether they live or not; the instance's id is its {@code host:port}. */
    Map<String, List<ServiceInstance>> instances() {
        return services.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().stream()
                                .map(address -> instance(entry.getKey(), address))
                                .toList()));
    }

    private static ServiceInstance instance(String service, String address) {
        var uri = URI.create("http://" + address);
        if (uri.getHost() == null || uri.getPort() < 0) {
            throw new IllegalArgumentException(
                    "chaiwei.services." + service + " must be a comma list of host:port, but has: " + address);
        }
        return new DefaultServiceInstance(address, service, uri.getHost(), uri.getPort(), false);
    }
}
