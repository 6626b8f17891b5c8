package org.chaiwei.platform.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record's components by name, in their order. */
final class RecordDetails {

    private RecordDetails() {}

    static Map<String, @Nullable Object> of(Object value) {
        var components = value.getClass().getRecordComponents();
        if (components == null) return Map.of();
        var details = new LinkedHashMap<String, @Nullable Object>();
        for (var component : components) {
            try {
                var accessor = component.getAccessor();
                accessor.setAccessible(true); // refusals are package-private
                details.put(component.getName(), accessor.invoke(value));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a record that can't be read: " + value.getClass(), e);
            }
        }
        return details;
    }
}
