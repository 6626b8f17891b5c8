package org.chaiwei.platform.problem;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a query parameter that the endpoint does not know. A misspelt filter would otherwise be ignored, and the caller would take
 * the figures of the whole district for those of a street.
 *
 * <p>Known are the {@code @RequestParam}s and the components of a record under {@code @ModelAttribute}. An endpoint that takes its
 * parameters as a map, or another kind of object, knows all.
 */
final class UnknownParameters implements HandlerInterceptor {

    private final Map<HandlerMethod, Optional<SortedSet<String>>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() == null || !(handler instanceof HandlerMethod method)) return true;
        known.computeIfAbsent(method, UnknownParameters::parametersOf).ifPresent(names -> {
            var wrong = request.getParameterMap().keySet().stream()
                    .filter(name -> !names.contains(name))
                    .map(name -> FieldErrors.unknown(name, names))
                    .toList();
            if (!wrong.isEmpty()) throw new RefusedException(new InvalidRequest(wrong));
        });
        return true;
    }

    /** The names an endpoint knows; empty where that can't be told. Endpoints that are not ours are left alone. */
    private static Optional<SortedSet<String>> parametersOf(HandlerMethod method) {
        if (!method.getBeanType().getPackageName().startsWith("org.chaiwei.")) return Optional.empty();
        var names = new TreeSet<String>();
        for (var parameter : method.getMethodParameters()) {
            if (parameter.getParameterAnnotation(RequestParam.class) instanceof RequestParam param) {
                if (Map.class.isAssignableFrom(parameter.getParameterType())) return Optional.empty();
                names.add(nameOf(parameter, param));
            } else if (parameter.hasParameterAnnotation(ModelAttribute.class)) {
                if (!parameter.getParameterType().isRecord()) return Optional.empty();
                names.addAll(componentsOf(parameter.getParameterType()));
            } else if (ServletRequest.class.isAssignableFrom(parameter.getParameterType())) {
                return Optional.empty();
            }
        }
        return Optional.of(names);
    }

    /** By the names that the record's binding goes by. */
    private static List<String> componentsOf(Class<?> type) {
        return Arrays.stream(type.getDeclaredConstructors())
                .filter(constructor -> constructor.getParameterCount() == type.getRecordComponents().length)
                .flatMap(constructor -> Arrays.stream(constructor.getParameters()))
                .map(parameter -> parameter.isAnnotationPresent(BindParam.class)
                        ? parameter.getAnnotation(BindParam.class).value()
                        : parameter.getName())
                .toList();
    }

    private static String nameOf(MethodParameter parameter, RequestParam param) {
        if (!param.name().isEmpty()) return param.name();
        var name = parameter.withContainingClass(parameter.getContainingClass()).getParameterName();
        if (name == null) throw new IllegalStateException("a parameter without a name: " + parameter);
        return name;
    }
}
