package org.chaiwei.ledger.remark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.chaiwei.eventstore.UuidV7;
import org.chaiwei.ledger.book.LedgerDatabase;
import org.chaiwei.ledger.sealing.Sealer;
import org.junit.jupiter.api.Test;

class RemarksTest {

    @Test
    void a_remark_is_read_until_it_is_erased() {
        var database = new LedgerDatabase();
        var remarks =
                new Remarks(database.client, new Sealer(Base64.getEncoder().encodeToString(new byte[32]), List.of()));
        var kept = UuidV7.next();
        var erased = UuidV7.next();
        remarks.enter(kept, "复核测量后面积有误");
        remarks.enter(erased, "王小明来电说明");

        assertThat(remarks.erase(erased)).isTrue();
        assertThat(remarks.erase(erased)).isFalse();
        assertThat(remarks.read(List.of(kept, erased))).isEqualTo(Map.of(kept, "复核测量后面积有误"));
        assertThat(remarks.read(List.of())).isEmpty();
        assertThat(database.rows("remark", "id")).hasSize(1).first().asString().doesNotContain("面积");
    }
}
