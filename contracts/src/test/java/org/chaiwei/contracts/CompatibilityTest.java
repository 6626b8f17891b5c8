package org.chaiwei.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CompatibilityTest {

    private static final String FROZEN = """
            {"type": "object",
             "properties": {
               "area": {"type": "number"},
               "note": {"type": ["string", "null"]},
               "tags": {"type": "array", "items": {"type": "string"}},
               "entry": {"$ref": "#/$defs/entry"}},
             "required": ["area", "entry"],
             "$defs": {"entry": {"type": "object", "properties": {"street": {"type": "string"}}, "required": ["street"]}}}
            """;

    @Test
    void the_same_schema_breaks_nothing() {
        assertThat(breaksOf(FROZEN)).isEmpty();
    }

    @Test
    void an_added_optional_field_breaks_nothing() {
        assertThat(breaksOf(FROZEN.replace("\"note\"", "\"new\": {\"type\": \"string\"}, \"note\"")))
                .isEmpty();
    }

    @Test
    void words_may_change() {
        assertThat(breaksOf(
                        FROZEN.replace("{\"type\": \"number\"}", "{\"type\": \"number\", \"description\": \"m²\"}")))
                .isEmpty();
    }

    @Test
    void a_removed_field_breaks() {
        assertThat(breaksOf(FROZEN.replace("\"note\": {\"type\": [\"string\", \"null\"]},", "")))
                .containsExactly("/note: removed");
    }

    @Test
    void a_renamed_field_breaks() {
        assertThat(breaksOf(FROZEN.replace("\"note\"", "\"remark\""))).containsExactly("/note: removed");
    }

    @Test
    void a_retyped_field_breaks() {
        assertThat(breaksOf(FROZEN.replace("\"number\"", "\"string\""))).containsExactly("/area: type changed");
    }

    @Test
    void a_field_that_may_no_longer_be_null_breaks() {
        assertThat(breaksOf(FROZEN.replace("[\"string\", \"null\"]", "\"string\"")))
                .containsExactly("/note: type changed");
    }

    @Test
    void another_format_breaks() {
        assertThat(breaksOf(FROZEN.replace("{\"type\": \"number\"}", "{\"type\": \"number\", \"multipleOf\": 0.1}")))
                .containsExactly("/area: multipleOf changed");
    }

    @Test
    void a_retyped_item_of_a_list_breaks() {
        assertThat(breaksOf(FROZEN.replace("\"items\": {\"type\": \"string\"}", "\"items\": {\"type\": \"integer\"}")))
                .containsExactly("/tags/*: type changed");
    }

    @Test
    void a_newly_required_field_breaks() {
        assertThat(breaksOf(FROZEN.replace("[\"area\", \"entry\"]", "[\"area\", \"entry\", \"note\"]")))
                .containsExactly("/note: newly required");
    }

    @Test
    void a_field_that_is_no_longer_required_breaks() {
        assertThat(breaksOf(FROZEN.replace("[\"area\", \"entry\"]", "[\"entry\"]")))
                .containsExactly("/area: no longer required");
    }

    @Test
    void a_break_inside_a_shared_definition_is_found() {
        assertThat(breaksOf(
                        FROZEN.replace("\"street\": {\"type\": \"string\"}", "\"street\": {\"type\": \"integer\"}")))
                .containsExactly("/entry/street: type changed");
    }

    private static List<String> breaksOf(String present) {
        var json = JsonMapper.shared();
        return Compatibility.breaks(json.readTree(FROZEN), json.readTree(present));
    }
}
