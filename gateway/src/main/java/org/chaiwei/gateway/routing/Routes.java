package org.chaiwei.gateway.routing;

import static org.springframework.web.servlet.function.RequestPredicates.path;

import java.util.function.UnaryOperator;
import org.springframework.cloud.loadbalancer.annotation.LoadBalancerClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** {@code /api/v1/<service>/**} goes to {@code lb://<service>} with the path as it is. Nothing else of a service is reached. */
@Configuration(proxyBeanMethods = false)
@LoadBalancerClients(defaultConfiguration = LivingInstances.class)
class Routes {

    @Bean
    RouterFunction<ServerResponse> interfaces(Services services, Routing routing) {
        return services.names().stream()
                .map(service -> routing.to(service, path("/api/v1/" + service + "/**"), UnaryOperator.identity()))
                .reduce(RouterFunction::and)
                .orElseThrow(() -> new IllegalStateException("no service is configured: set chaiwei.services.<name>"));
    }
}
