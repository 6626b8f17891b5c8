package org.chaiwei.gateway.routing;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.removeRequestHeader;
import static org.springframework.cloud.gateway.server.mvc.filter.LoadBalancerFilterFunctions.lb;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import io.micrometer.core.instrument.MeterRegistry;
import org.chaiwei.gateway.login.SessionToken;
import org.chaiwei.gateway.problem.Problems;
import org.springframework.cloud.loadbalancer.annotation.LoadBalancerClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** {@code /api/v1/<service>/**} goes to {@code lb://<service>} with the path as it is. Nothing else is routed. */
@Configuration(proxyBeanMethods = false)
@LoadBalancerClients(defaultConfiguration = LivingInstances.class)
class Routes {

    @Bean
    RouterFunction<ServerResponse> services(
            Services services, Instances instances, SessionToken token, Problems problems, MeterRegistry metrics) {
        return services.names().stream()
                .map(service -> route(service)
                        .route(path("/api/v1/" + service + "/**"), http())
                        .before(removeRequestHeader("Cookie"))
                        .before(removeRequestHeader("X-XSRF-TOKEN"))
                        .filter(token)
                        .filter(new Calling(service, instances, problems, metrics))
                        .filter(lb(service))
                        .build())
                .reduce(RouterFunction::and)
                .orElseThrow(() -> new IllegalStateException("no service is configured: set chaiwei.services.<name>"));
    }
}
