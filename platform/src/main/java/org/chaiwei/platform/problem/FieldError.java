package org.chaiwei.platform.problem;

import java.util.Map;

/**
 * One thing wrong with one field of a request. Its texts are {@code field.<code>.message} and {@code field.<code>.remedy} of the
 * problem texts, in which {@code {name}} stands for a detail.
 *
 * @param field the field's path as the caller wrote it, such as {@code areaM2} or {@code rows[3].street}; a parameter's or header's name
 * @param code stable, in kebab case
 * @param details what the texts name: limits, allowed values; never what the caller sent
 */
public record FieldError(String field, String code, Map<String, Object> details) {

    public FieldError(String field, String code) {
        this(field, code, Map.of());
    }
}
