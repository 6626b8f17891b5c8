package org.chaiwei.gateway.routing;

import java.util.List;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.support.LoadBalancerClientFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import reactor.core.publisher.Flux;

/** Hands {@link Instances} to Spring Cloud LoadBalancer, once for each {@code lb://<service>}. */
class LivingInstances {

    @Bean
    ServiceInstanceListSupplier instancesOf(Environment environment, Instances instances) {
        var service = LoadBalancerClientFactory.getName(environment);
        return new ServiceInstanceListSupplier() {
            @Override
            public String getServiceId() {
                return service;
            }

            @Override
            public Flux<List<ServiceInstance>> get() {
                return Flux.defer(() -> Flux.just(instances.usable(service)));
            }
        };
    }
}
