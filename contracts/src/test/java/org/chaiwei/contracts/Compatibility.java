package org.chaiwei.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Whether readers and stored facts of a schema's frozen form can live with its present form. A version may gain optional fields and
 * nothing else.
 */
public final class Compatibility {

    /** What a keyword says of a value's form; any change of it is a change of type. */
    private static final List<String> FORM =
            List.of("type", "format", "pattern", "enum", "const", "minimum", "maximum", "multipleOf", "uniqueItems");

    private final JsonNode frozenRoot;
    private final JsonNode presentRoot;
    private final List<String> breaks = new ArrayList<>();

    private Compatibility(JsonNode frozenRoot, JsonNode presentRoot) {
        this.frozenRoot = frozenRoot;
        this.presentRoot = presentRoot;
    }

    /** What breaks, each with the path of its field; empty if nothing does. */
    public static List<String> breaks(JsonNode frozen, JsonNode present) {
        var checker = new Compatibility(frozen, present);
        checker.compare("", frozen, present);
        return checker.breaks;
    }

    private void compare(String path, JsonNode frozenOrRef, JsonNode presentOrRef) {
        var frozen = resolved(frozenOrRef, frozenRoot);
        var present = resolved(presentOrRef, presentRoot);
        for (var keyword : FORM)
            if (!frozen.path(keyword).equals(present.path(keyword)))
                breaks.add((path.isEmpty() ? "/" : path) + ": " + keyword + " changed");
        if (frozen.has("items")) compare(path + "/*", frozen.path("items"), present.path("items"));
        var wasRequired = required(frozen);
        var isRequired = required(present);
        for (var field : frozen.path("properties").properties()) {
            var at = path + "/" + field.getKey();
            var now = present.path("properties").path(field.getKey());
            if (now.isMissingNode()) breaks.add(at + ": removed");
            else compare(at, field.getValue(), now);
            if (wasRequired.contains(field.getKey()) && !isRequired.contains(field.getKey()))
                breaks.add(at + ": no longer required");
        }
        for (var field : isRequired)
            if (!wasRequired.contains(field)) breaks.add(path + "/" + field + ": newly required");
    }

    private static Set<String> required(JsonNode schema) {
        var names = new TreeSet<String>();
        schema.path("required").forEach(name -> names.add(name.asString()));
        return names;
    }

    private static JsonNode resolved(JsonNode schema, JsonNode root) {
        var ref = schema.path("$ref");
        return ref.isMissingNode() ? schema : root.at(ref.asString().substring(1));
    }
}
