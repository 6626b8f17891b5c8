package org.chaiwei.ledger.importing;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The columns of a district's spreadsheet, in the order of the template. A file may have them in any order and leave out those that
 * are not required.
 */
enum Column {
    LEDGER_NUMBER("台账编号", "ledgerNumber", true),
    LEDGER_KIND("台账类别", "ledgerKind", false),
    STREET("街道", "street", true),
    COMMUNITY("社区", "community", false),
    COMPOUND("小区", "compound", false),
    ALLEY("街巷", "alley", false),
    ADDRESS("详细地址", "address", true),
    LON("经度", "lon", false),
    LAT("纬度", "lat", false),
    USE("使用性质", "use", true),
    AREA("面积(平方米)", "areaM2", true),
    STRUCTURE("建筑结构", "structure", false),
    STOREYS("层数", "storeys", false),
    YEAR_BUILT("建成年份", "yearBuilt", false),
    DISCOVERED_ON("发现日期", "discoveredOn", true),
    FOUND_BY("发现方式", "foundBy", true),
    ORIGIN("来源", "origin", true),
    TAGS("标签", "tags", false),
    HOUSEHOLDS("涉及户数", "households", false),
    UNIT("责任单位", "unit", false),
    PERSON("当事人", "person", false),
    PHONE("联系电话", "phone", false),
    REGISTERED_ON("登记日期", "occurredOn", true),
    DEMOLISHED_ON("拆除日期", "demolishedOn", false),
    CLOSED_ON("销账日期", "closedOn", false);

    private static final Map<String, Column> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(column -> plain(column.title), Function.identity()));
    private static final Map<String, Column> BY_FIELD =
            Arrays.stream(values()).collect(Collectors.toMap(column -> column.field, Function.identity()));

    /** The column's name as the district writes it. */
    final String title;

    /** The name of the same thing in the API and in {@code FieldError}s. */
    final String field;

    /** Whether a file without it, or a row with nothing in it, is wrong. */
    final boolean required;

    Column(String title, String field, boolean required) {
        this.title = title;
        this.field = field;
        this.required = required;
    }

    /** The column with this name; spaces and what stands in brackets (a unit, the allowed words) don't matter. */
    static Optional<Column> named(String title) {
        return Optional.ofNullable(BY_NAME.get(plain(title)));
    }

    static Optional<Column> ofField(String field) {
        return Optional.ofNullable(BY_FIELD.get(field));
    }

    boolean isDate() {
        return switch (this) {
            case DISCOVERED_ON, REGISTERED_ON, DEMOLISHED_ON, CLOSED_ON -> true;
            default -> false;
        };
    }

    static String plain(String title) {
        return title.replaceAll("[\\s\u00a0\u3000*＊]|[(（\\[【].*", "");
    }
}
