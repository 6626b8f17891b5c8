package org.chaiwei.ledger.violation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ViolationIdTest {

    @Test
    void the_same_ledger_number_gives_the_same_id_for_ever() {
        assertThat(ViolationId.of("110102013-2013-00001")).hasToString("36575b3e-7ed2-8c81-b726-47ecff2f6875");
    }

    @Test
    void an_id_says_that_it_is_of_version_8() {
        var id = ViolationId.of("大栅栏〔2013〕1号");
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void another_number_gives_another_id() {
        assertThat(ViolationId.of("110102013-2013-00001")).isNotEqualTo(ViolationId.of("110102013-2013-00002"));
    }
}
