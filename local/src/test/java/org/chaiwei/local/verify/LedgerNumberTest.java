package org.chaiwei.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerNumberTest {

    /** Worked out by hand with another language's SHA-256. */
    @ParameterizedTest
    @CsvSource({
        "110102013-2014-00001, 1e541bbd-0a4a-8a80-a8ce-ca0f97d5c986",
        "〔2013〕7号, 4b86fa26-6f7e-8c1f-a86c-020ad2d80ed8"
    })
    void the_id_follows_from_the_number(String number, String id) {
        assertThat(LedgerNumber.id(number)).hasToString(id);
    }
}
