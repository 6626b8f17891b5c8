package org.chaiwei.gateway.docs;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.setPath;
import static org.springframework.web.servlet.function.RequestPredicates.GET;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.chaiwei.gateway.routing.Routing;
import org.chaiwei.gateway.routing.Services;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * {@code /docs}: Swagger UI from its own jar, with each service's document at {@code /docs/openapi/<service>}. Read by anyone; to try
 * a request, log in first, or give a token.
 */
@Configuration(proxyBeanMethods = false)
class Docs implements WebMvcConfigurer {

    private static final String INDEX = "/docs/index.html";

    private final String swaggerUi;

    Docs(@Value("${chaiwei.docs.swagger-ui}") String version) {
        this.swaggerUi = "classpath:/META-INF/resources/webjars/swagger-ui/" + version + "/";
    }

    @Bean
    RouterFunction<ServerResponse> documents(Services services, Routing routing) {
        var list = services.names().stream()
                .map(service -> Map.of("name", service, "url", "/docs/openapi/" + service))
                .toList();
        var index = RouterFunctions.route()
                .GET("/docs/openapi", request -> ServerResponse.ok().body(list))
                .build();
        return services.names().stream()
                .map(service -> routing.to(service, GET("/docs/openapi/" + service), setPath("/v3/api-docs")))
                .reduce(index, RouterFunction::and);
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        for (var path : List.of("/docs", "/docs/")) {
            registry.addViewController(path).setViewName("forward:" + INDEX);
        }
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/docs/*")
                .addResourceLocations("classpath:/docs/")
                .setCacheControl(CacheControl.noCache())
                .setUseLastModified(false);
        registry.addResourceHandler("/docs/ui/*")
                .addResourceLocations(swaggerUi)
                .setCacheControl(CacheControl.maxAge(Duration.ofDays(1)));
    }
}
