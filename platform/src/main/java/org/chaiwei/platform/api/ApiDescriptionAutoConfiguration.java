package org.chaiwei.platform.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Set;
import org.chaiwei.platform.command.IdempotencyKey;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.PublicEndpoints;
import org.chaiwei.platform.view.ConsistencyToken;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/** Describes a service at {@code /v3/api-docs}; the gateway shows all of them at {@code /docs}. */
@AutoConfiguration
@EnableConfigurationProperties(ApiProperties.class)
public class ApiDescriptionAutoConfiguration {

    private static final String TOKEN = "token";
    private static final String PROBLEM = "Problem";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class, RequestContext.class, ConsistencyToken.class);
    }

    @Bean
    OpenAPI apiDescription(ApiProperties api) {
        return new OpenAPI()
                .info(new Info()
                        .title(api.title())
                        .description(api.description())
                        .version("v1"))
                .servers(List.of(new Server().url("/"))) // the gateway's origin, whatever it is
                .components(new Components()
                        .addSecuritySchemes(
                                TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }

    @Bean
    OpenApiCustomizer problemsAndPublicEndpoints(ObjectProvider<PublicEndpoints> publicEndpoints) {
        return description -> {
            var paths = description.getPaths();
            if (paths == null) return;
            description.getComponents().addSchemas(PROBLEM, problem()); // earlier it would be swept away as unused
            paths.forEach((path, item) -> {
                item.readOperations()
                        .forEach(operation -> operation
                                .getResponses()
                                .addApiResponse(
                                        "default",
                                        new ApiResponse()
                                                .description(
                                                        "A problem (RFC 9457), in Chinese or English by Accept-Language")
                                                .content(new Content()
                                                        .addMediaType(
                                                                "application/problem+json",
                                                                new MediaType()
                                                                        .schema(new Schema<>()
                                                                                .$ref(Components.COMPONENTS_SCHEMAS_REF
                                                                                        + PROBLEM))))));
                if (isPublic(path, item, publicEndpoints)) item.getGet().setSecurity(List.of());
            });
        };
    }

    /** The headers that a controller's parameters stand for. */
    @Bean
    OperationCustomizer headersOfCommandsAndQueries() {
        return (operation, method) -> {
            for (var parameter : method.getMethodParameters()) {
                if (parameter.getParameterType() == RequestContext.class) {
                    operation.addParametersItem(header(
                            "If-Match", "The ETag last seen, such as \"3\"; another state is answered with 412"));
                    operation.addParametersItem(header(
                            IdempotencyKey.HEADER,
                            "A text of the caller's own; a request repeated with it is done once, for seven days"));
                }
                if (parameter.getParameterType() == ConsistencyToken.class)
                    operation.addParametersItem(header(
                            ConsistencyToken.HEADER,
                            "From a command's answer: the query waits until it shows the command's effect"));
            }
            return operation;
        };
    }

    private static Parameter header(String name, String description) {
        return new HeaderParameter().name(name).description(description).schema(text());
    }

    private static boolean isPublic(String path, PathItem item, ObjectProvider<PublicEndpoints> publicEndpoints) {
        var container = PathContainer.parsePath(path);
        return item.getGet() != null
                && publicEndpoints.stream()
                        .flatMap(endpoints -> endpoints.get().stream())
                        .anyMatch(pattern ->
                                PathPatternParser.defaultInstance.parse(pattern).matches(container));
    }

    private static Schema<?> problem() {
        return object().description("Further members are the details of the problem's type.")
                .addProperty("type", text().format("uri").example("urn:chaiwei:problem:invalid-request"))
                .addProperty("title", text())
                .addProperty("status", new Schema<>().types(Set.of("integer")))
                .addProperty("detail", text())
                .addProperty("instance", text().format("uri-reference"))
                .addProperty("code", text().description("Stable; what a program decides by"))
                .addProperty("remedy", text().description("What to do next"))
                .addProperty(
                        "errors",
                        new Schema<>()
                                .types(Set.of("array"))
                                .items(object().addProperty("field", text())
                                        .addProperty("code", text())
                                        .addProperty("message", text())
                                        .addProperty("remedy", text())));
    }

    private static Schema<?> object() {
        return new Schema<>().types(Set.of("object"));
    }

    private static Schema<?> text() {
        return new Schema<>().types(Set.of("string"));
    }
}
