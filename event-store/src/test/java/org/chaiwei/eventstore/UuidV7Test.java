package org.chaiwei.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.common.IdentifierFactory;
import org.junit.jupiter.api.Test;

class UuidV7Test {

    @Test
    void ids_are_of_version_7_unique_and_carry_the_time_they_were_made_at() {
        var before = System.currentTimeMillis();
        var ids = Stream.generate(UuidV7::next).limit(10_000).toList();
        var after = System.currentTimeMillis();
        assertThat(ids).doesNotHaveDuplicates().allSatisfy(id -> {
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, after);
        });
    }

    @Test
    void axons_own_messages_get_such_ids() {
        assertThat(UUID.fromString(IdentifierFactory.getInstance().generateIdentifier())
                        .version())
                .isEqualTo(7);
    }
}
