package org.chaiwei.platform.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealerTest {

    private static final UUID ID = new UUID(1, 2);
    private static final String OLD_KEY = key('o');
    private static final String NEW_KEY = key('n');

    private final Sealer sealer = new Sealer(NEW_KEY, List.of());

    @Test
    void a_sealed_text_opens_for_its_own_row() {
        assertThat(sealer.open(ID, sealer.seal(ID, "王小明"))).isEqualTo("王小明");
    }

    @Test
    void nothing_of_the_text_is_in_what_is_stored() {
        var sealed = sealer.seal(ID, "13812345678");
        assertThat(new String(sealed.content(), StandardCharsets.ISO_8859_1)).doesNotContain("1381", "5678");
        assertThat(sealed.dataKey()).hasSize(60);
    }

    @Test
    void the_same_text_is_never_sealed_the_same_way_twice() {
        assertThat(sealer.seal(ID, "王小明").content())
                .isNotEqualTo(sealer.seal(ID, "王小明").content());
    }

    @Test
    void columns_moved_to_another_row_do_not_open() {
        var sealed = sealer.seal(ID, "王小明");
        var other = new UUID(1, 3);
        assertThatThrownBy(() -> sealer.open(other, sealed)).isInstanceOf(IllegalStateException.class);

        var others = sealer.seal(other, "李大为");
        var mixed = new Sealed(others.masterKey(), others.dataKey(), sealed.content());
        assertThatThrownBy(() -> sealer.open(other, mixed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_changed_byte_is_noticed_wherever_it_is() {
        var sealed = sealer.seal(ID, "王小明");
        for (var column : List.of(sealed.content(), sealed.dataKey()))
            for (int i = 0; i < column.length; i++) {
                column[i] ^= 1;
                assertThatThrownBy(() -> sealer.open(ID, sealed)).isInstanceOf(IllegalStateException.class);
                column[i] ^= 1;
            }
        assertThat(sealer.open(ID, sealed)).isEqualTo("王小明");
    }

    @Test
    void after_a_change_of_the_master_key_old_texts_still_open() {
        var old = new Sealer(OLD_KEY, List.of()).seal(ID, "王小明");
        var changed = new Sealer(NEW_KEY, List.of(OLD_KEY));
        assertThat(changed.open(ID, old)).isEqualTo("王小明");
        assertThat(changed.seal(ID, "x").masterKey()).isNotEqualTo(old.masterKey());
        assertThatThrownBy(() -> sealer.open(ID, old)).hasMessageContaining(old.masterKey());
    }

    @Test
    void a_master_key_of_another_form_is_refused_without_being_repeated() {
        assertThatThrownBy(() -> new Sealer("c2hvcnQ=", List.of())).hasMessage("a master key has 32 bytes, not 5");
        assertThatThrownBy(() -> new Sealer("secret!", List.of()))
                .hasMessage("a master key is not base64")
                .hasNoCause();
    }

    @Test
    void the_service_does_not_start_without_a_master_key() {
        assertThatThrownBy(() -> new SealingAutoConfiguration().sealer("", List.of()))
                .hasMessageContaining("chaiwei.master-key is not set");
    }

    private static String key(char of) {
        return Base64.getEncoder().encodeToString(String.valueOf(of).repeat(32).getBytes(StandardCharsets.US_ASCII));
    }
}
