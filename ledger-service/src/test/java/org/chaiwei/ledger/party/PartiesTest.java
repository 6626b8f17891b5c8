package org.chaiwei.ledger.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.chaiwei.eventstore.UuidV7;
import org.chaiwei.ledger.book.LedgerDatabase;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.sealing.Sealer;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.security.Scope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PartiesTest {

    private static final String DASHILAR = "110102013";
    private static final Scope OFFICE = new Scope(Role.OFFICE, Set.of());
    private static final Scope STREET = new Scope(Role.STREET, Set.of(DASHILAR));
    private static final Scope OTHER_STREET = new Scope(Role.STREET, Set.of("110102014"));

    private static LedgerDatabase database;
    private static Parties parties;

    @BeforeAll
    static void create() {
        database = new LedgerDatabase();
        parties = new Parties(database.jdbc, new Sealer(Base64.getEncoder().encodeToString(new byte[32]), List.of()));
    }

    @Test
    void a_person_is_found_by_those_whose_street_it_is() {
        var id = entered("王小明", "13812345678");
        assertThat(parties.find(id, OFFICE)).contains(new Person("王小明", "13812345678"));
        assertThat(parties.find(id, STREET)).isPresent();
        assertThat(parties.find(id, OTHER_STREET)).isEmpty();
        assertThat(parties.find(UuidV7.next(), OFFICE)).isEmpty();
    }

    @Test
    void a_person_without_a_phone_has_none() {
        assertThat(parties.find(entered("某公司", " "), OFFICE)).contains(new Person("某公司", null));
    }

    @Test
    void a_person_moves_with_the_entry() {
        var id = entered("王小明", null);
        parties.move(id, "110102014");
        assertThat(parties.knows(id, OTHER_STREET)).isTrue();
        assertThat(parties.knows(id, STREET)).isFalse();
    }

    @Test
    void who_is_removed_is_gone() {
        var id = entered("王小明", null);
        parties.remove(List.of(id, UuidV7.next()));
        assertThat(parties.find(id, OFFICE)).isEmpty();
    }

    @Test
    void people_entered_in_a_transaction_that_fails_were_never_there() {
        var id = UuidV7.next();
        assertThatThrownBy(() -> database.transaction.executeWithoutResult(_ -> {
                    parties.enter(List.of(new NewParty(id, DASHILAR, new Person("王小明", null))));
                    throw new IllegalStateException("the import fails");
                }))
                .hasMessage("the import fails");
        assertThat(parties.find(id, OFFICE)).isEmpty();
    }

    @Test
    void many_are_entered_at_once() {
        var many = IntStream.range(0, 2_500)
                .mapToObj(i -> new NewParty(UuidV7.next(), DASHILAR, new Person("王" + i, "1380000" + i)))
                .toList();
        parties.enter(many);
        assertThat(parties.find(many.getLast().id(), OFFICE))
                .contains(many.getLast().person());
    }

    @Test
    void nothing_in_the_table_tells_a_name_or_a_phone() {
        entered("欧阳不可见", "13899998888");
        for (var row : database.rows("party", "id")) {
            assertThat(row).doesNotContain("欧阳", "9999", hex("欧阳"), hex("99998888"));
        }
    }

    @Test
    void a_masked_person_shows_a_surname_and_the_ends_of_a_phone() {
        assertThat(new Person("王小明", "13812345678").masked()).isEqualTo(new Person("王**", "138****5678"));
        assertThat(new Person("王", "1234567").masked()).isEqualTo(new Person("王**", "****"));
        assertThat(new Person("𠮷田", null).masked().name()).isEqualTo("𠮷**");
    }

    @Test
    void a_person_in_a_log_line_is_not_shown() {
        assertThat("entered " + new NewParty(new UUID(0, 1), DASHILAR, new Person("王小明", "13812345678")))
                .doesNotContain("王", "138");
    }

    @Test
    void a_name_is_one_short_line_and_a_phone_is_a_number() {
        assertThat(new Person("王小明", "+86 10-6301 1234 转 5").errors()).isEmpty();
        assertThat(new Person(" ", "call me").errors())
                .extracting(FieldError::code)
                .containsExactly("not-blank", "phone-malformed");
        assertThat(new Person("王\n".repeat(40) + "x", null).errors())
                .extracting(FieldError::code)
                .containsExactly("text-too-long", "text-control-character");
    }

    private static UUID entered(String name, String phone) {
        var id = UuidV7.next();
        parties.enter(List.of(new NewParty(id, DASHILAR, new Person(name, phone))));
        return id;
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
