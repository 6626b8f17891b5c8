package org.chaiwei.ledger.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chaiwei.ledger.violation.FoundBy;
import org.chaiwei.ledger.violation.LedgerKind;
import org.chaiwei.ledger.violation.Origin;
import org.chaiwei.ledger.violation.Tag;
import org.chaiwei.ledger.violation.Use;

/** The Chinese words that a spreadsheet uses for the values of one column, in the order in which they are offered. */
final class Words<E extends Enum<E>> {

    static final Words<LedgerKind> LEDGER_KIND = new Words<LedgerKind>()
            .word("普通", LedgerKind.GENERAL)
            .word("开墙打洞", LedgerKind.WALL_OPENING)
            .word("区属单位", LedgerKind.DISTRICT_UNIT)
            .word("后续", LedgerKind.FOLLOW_UP);

    static final Words<Use> USE = new Words<Use>()
            .word("居住", Use.RESIDENTIAL)
            .word("仓储", Use.STORAGE)
            .word("商业", Use.COMMERCIAL)
            .word("办公", Use.OFFICE)
            .word("其他", Use.OTHER);

    static final Words<FoundBy> FOUND_BY = new Words<FoundBy>()
            .word("普查", FoundBy.INVENTORY)
            .word("巡查", FoundBy.PATROL)
            .word("举报", FoundBy.REPORT)
            .word("影像", FoundBy.IMAGERY);

    static final Words<Origin> ORIGIN =
            new Words<Origin>().word("既有", Origin.EXISTING).word("新生", Origin.NEW);

    static final Words<Tag> TAG = new Words<Tag>()
            .word("堵塞消防通道", Tag.FIRE_LANE)
            .word("侵占公共空间", Tag.PUBLIC_SPACE)
            .word("占压管线", Tag.PIPELINE)
            .word("存在安全隐患", Tag.SAFETY_HAZARD)
            .word("重大安全隐患", Tag.MAJOR_SAFETY_HAZARD)
            .word("出租经营", Tag.RENTAL_BUSINESS)
            .word("生产经营", Tag.PRODUCTION_BUSINESS)
            .word("农副产品市场", Tag.PRODUCE_MARKET)
            .word("一类大街", Tag.MAIN_STREET_1)
            .word("二类大街", Tag.MAIN_STREET_2)
            .word("重点地区", Tag.KEY_AREA)
            .word("重要场所", Tag.IMPORTANT_VENUE);

    private final Map<String, E> values = new LinkedHashMap<>();
    private final Map<String, String> words = new LinkedHashMap<>();

    private Words<E> word(String word, E value) {
        values.put(word, value);
        words.put(value.name(), word);
        return this;
    }

    Optional<E> value(String word) {
        return Optional.ofNullable(values.get(word));
    }

    /** The word for a value's name, as it stands in an event; the name itself where a spreadsheet has no word for it. */
    String word(String name) {
        return words.getOrDefault(name, name);
    }

    List<String> all() {
        return new ArrayList<>(values.keySet());
    }
}
