package org.chaiwei.eventstore;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chaiwei.eventstore.EventTypes.named;

import org.junit.jupiter.api.Test;

class EventTypesTest {

    private record One() {}

    private record Other() {}

    @Test
    void a_name_stands_for_one_class_and_a_class_has_one_name() {
        assertThatThrownBy(() -> EventTypes.of(named("Same", 1, One.class), named("Same", 2, Other.class)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EventTypes.of(named("Some", 1, One.class), named("Else", 1, One.class)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void names_are_not_blank_and_revisions_start_at_1() {
        assertThatThrownBy(() -> named(" ", 1, One.class)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> named("One", 0, One.class)).isInstanceOf(IllegalArgumentException.class);
    }
}
