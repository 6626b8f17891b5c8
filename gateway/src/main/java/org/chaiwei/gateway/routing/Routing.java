package org.chaiwei.gateway.routing;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.removeRequestHeader;
import static org.springframework.cloud.gateway.server.mvc.filter.LoadBalancerFilterFunctions.lb;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chaiwei.gateway.login.SessionToken;
import org.chaiwei.gateway.problem.Problem;
import org.chaiwei.gateway.problem.Problem.Kind;
import org.chaiwei.gateway.problem.Problems;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Makes routes to services, all of the same kind: what is ours stays here, the caller's token goes along, an instance that lives answers. */
@Component
public class Routing {

    private final Map<String, Calling> calling;
    private final SessionToken token;
    private final Problems problems;

    Routing(Services services, Instances instances, SessionToken token, Problems problems, MeterRegistry metrics) {
        this.calling = services.names().stream()
                .collect(Collectors.toMap(
                        service -> service, service -> new Calling(service, instances, problems, metrics)));
        this.token = token;
        this.problems = problems;
    }

    /**
     * @param service a name of {@link Services#names}
     * @param change of the request on its way to the service, such as another path
     */
    public RouterFunction<ServerResponse> to(
            String service, RequestPredicate requests, Function<ServerRequest, ServerRequest> change) {
        var called = Objects.requireNonNull(calling.get(service), service);
        return route(service)
                .route(requests, http())
                .before(removeRequestHeader("Cookie"))
                .before(removeRequestHeader("X-XSRF-TOKEN"))
                .before(change)
                .filter(this::refuseForms)
                .filter(token)
                .filter(called)
                .filter(lb(service))
                .build();
    }

    /** A form's fields would be read as parameters and end up in the address, and from there in logs. */
    private ServerResponse refuseForms(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        var isForm = request.headers()
                .contentType()
                .filter(MediaType.APPLICATION_FORM_URLENCODED::isCompatibleWith)
                .isPresent();
        return isForm ? problems.answer(Problem.of(Kind.UNSUPPORTED_MEDIA_TYPE)) : next.handle(request);
    }
}
