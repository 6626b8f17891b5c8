package org.chaiwei.platform.audit;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Which of the service's routes a request is for: {@code /api/v1/ledger/violations/{id}}, and never the path itself, which may hold anything. */
final class RouteTemplates {

    /** Of a request for none. */
    static final String NONE = "*";

    private final Supplier<RequestMappingHandlerMapping> mapping;

    /** @param mapping asked for when it is needed: it knows the controllers, which know whoever asks here */
    RouteTemplates(Supplier<RequestMappingHandlerMapping> mapping) {
        this.mapping = mapping;
    }

    String of(HttpServletRequest request) {
        if (request.getDispatcherType() == DispatcherType.ERROR) return NONE; // the route is the error page's
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String found) return found;
        return lookedUp(request);
    }

    /** For a request that was turned away before anybody looked where it would go. */
    private String lookedUp(HttpServletRequest request) {
        var parsed = ServletRequestPathUtils.hasParsedRequestPath(request);
        try {
            if (!parsed) ServletRequestPathUtils.parseAndCache(request);
            return mapping.get().getHandler(request) != null
                            && request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
                                    instanceof String found
                    ? found
                    : NONE;
        } catch (Exception e) {
            return NONE; // another method, another media type: no route either
        } finally {
            if (!parsed) ServletRequestPathUtils.clearParsedRequestPath(request);
        }
    }
}
