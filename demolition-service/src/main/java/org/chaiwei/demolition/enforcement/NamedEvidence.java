package org.chaiwei.demolition.enforcement;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which papers, pictures and recordings an event names. Every field that holds 64 hexadecimal digits in lower case is the SHA-256 of one:
 * no event has another use for such a text, and a new kind of event is understood without being entered here.
 */
public final class NamedEvidence {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** The text fields of each type of event, looked up once. */
    private static final ClassValue<List<RecordComponent>> TEXTS = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            var components = type.getRecordComponents();
            if (components == null) throw new IllegalArgumentException("not an event: " + type);
            return Arrays.stream(components)
                    .filter(component -> component.getType() == String.class)
                    .toList();
        }
    };

    private NamedEvidence() {}

    /** The SHA-256 of each, in the order of the fields, each once. */
    public static Set<String> in(CaseEvent event) {
        var named = new LinkedHashSet<String>();
        for (var text : TEXTS.get(event.getClass()))
            if (value(text, event) instanceof String value
                    && SHA_256.matcher(value).matches()) named.add(value);
        return named;
    }

    private static @Nullable Object value(RecordComponent component, CaseEvent event) {
        try {
            return component.getAccessor().invoke(event);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("an event's field can't be read: " + component, e);
        }
    }
}
