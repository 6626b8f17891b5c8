package org.chaiwei.ledger.book;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chaiwei.ledger.place.Community;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.place.Street;
import org.chaiwei.ledger.violation.FoundBy;
import org.chaiwei.ledger.violation.Ground;
import org.chaiwei.ledger.violation.LedgerKind;
import org.chaiwei.ledger.violation.Origin;
import org.chaiwei.ledger.violation.Tag;
import org.chaiwei.ledger.violation.Use;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an export, in the words of the district's own spreadsheets and in the order of the import's template, so that people
 * find what they know; what only the ledger knows comes after it. The responsible person is not among them: names stay in the
 * registry.
 */
final class EntryColumns {

    /** A column and how it comes from an entry: a text, a number or a date, or null for an empty cell. */
    record Column(String header, Function<Entry, @Nullable Object> value) {}

    private final List<Column> columns;

    EntryColumns(Places places) {
        columns = List.of(
                new Column("台账编号", entry -> entry.particulars().ledgerNumber()),
                new Column("台账类别", entry -> switch (LedgerKind.valueOf(
                        entry.particulars().ledgerKind())) {
                    case GENERAL -> "普通";
                    case WALL_OPENING -> "开墙打洞";
                    case DISTRICT_UNIT -> "区属单位";
                    case FOLLOW_UP -> "后续";
                }),
                new Column(
                        "街道",
                        entry -> places.street(entry.particulars().street())
                                .map(Street::name)
                                .orElse(entry.particulars().street())),
                new Column("社区", entry -> community(places, entry)),
                new Column("小区", entry -> entry.particulars().compound()),
                new Column("街巷", entry -> entry.particulars().alley()),
                new Column("详细地址", entry -> entry.site().address()),
                new Column("经度", entry -> entry.site().lon()),
                new Column("纬度", entry -> entry.site().lat()),
                new Column(
                        "使用性质", entry -> switch (Use.valueOf(entry.particulars().use())) {
                            case RESIDENTIAL -> "居住";
                            case STORAGE -> "仓储";
                            case COMMERCIAL -> "商业";
                            case OFFICE -> "办公";
                            case OTHER -> "其他";
                        }),
                new Column("面积(平方米)", Entry::areaM2),
                new Column("建筑结构", entry -> entry.site().structure()),
                new Column("层数", entry -> entry.site().storeys()),
                new Column("建成年份", entry -> entry.site().yearBuilt()),
                new Column("发现日期", Entry::discoveredOn),
                new Column("发现方式", entry -> switch (FoundBy.valueOf(entry.foundBy())) {
                    case INVENTORY -> "普查";
                    case PATROL -> "巡查";
                    case REPORT -> "举报";
                    case IMAGERY -> "影像";
                }),
                new Column("来源", entry -> switch (Origin.valueOf(
                        entry.particulars().origin())) {
                    case EXISTING -> "既有";
                    case NEW -> "新生";
                    case RELAPSE -> "反弹";
                }),
                new Column("标签", EntryColumns::tags),
                new Column("涉及户数", entry -> entry.particulars().households()),
                new Column("责任单位", entry -> entry.particulars().unit()),
                new Column("登记日期", Entry::registeredOn),
                new Column("销账日期", Entry::closedOn),
                new Column("状态", entry -> switch (entry.status()) {
                    case OPEN -> "在账";
                    case CLOSED -> "销账";
                    case WITHDRAWN -> "撤回";
                }),
                new Column("销账理由", entry -> entry.ground() == null ? null : ground(Ground.valueOf(entry.ground()))),
                new Column("已拆除面积(平方米)", Entry::demolishedM2),
                new Column("剩余面积(平方米)", Entry::remainingM2),
                new Column("已验收面积(平方米)", entry -> entry.course().acceptedM2()),
                new Column("案号", entry -> entry.course().caseNumber()),
                new Column("立案日期", entry -> entry.course().caseFiledOn()),
                new Column("下次巡查日期", entry -> entry.course().patrolDueOn()),
                new Column("已反弹", entry -> entry.course().relapsedInto() == null ? "否" : "是"));
    }

    List<Column> all() {
        return columns;
    }

    private static @Nullable String community(Places places, Entry entry) {
        var code = entry.particulars().community();
        return code == null
                ? null
                : places.community(entry.particulars().street(), code)
                        .map(Community::name)
                        .orElse(code);
    }

    private static String tags(Entry entry) {
        return entry.particulars().tags().stream()
                .map(name -> tag(Tag.valueOf(name)))
                .collect(Collectors.joining("、"));
    }

    private static String tag(Tag tag) {
        return switch (tag) {
            case FIRE_LANE -> "堵塞消防通道";
            case PUBLIC_SPACE -> "侵占公共空间";
            case PIPELINE -> "占压管线";
            case SAFETY_HAZARD -> "存在安全隐患";
            case MAJOR_SAFETY_HAZARD -> "重大安全隐患";
            case RENTAL_BUSINESS -> "出租经营";
            case PRODUCTION_BUSINESS -> "生产经营";
            case PRODUCE_MARKET -> "农副产品市场";
            case MAIN_STREET_1 -> "一类大街";
            case MAIN_STREET_2 -> "二类大街";
            case KEY_AREA -> "重点地区";
            case IMPORTANT_VENUE -> "重要场所";
        };
    }

    private static String ground(Ground ground) {
        return switch (ground) {
            case DEMOLISHED -> "拆除";
            case SEALED -> "封堵";
            case RECTIFIED -> "补办";
            case DISMISSED -> "撤销立案";
            case DUPLICATE -> "重复";
            case ORDER_REVOKED -> "决定被撤销";
        };
    }
}
