package org.chaiwei.local.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the plan's ledger. Generated: no entry, party or telephone number is real.
 *
 * @param ledgerNumber street code, year of registration and a number of five digits, such as 110102013-2014-00042
 * @param street the street's code; {@code streetName} is what the spreadsheet shows
 * @param community the community's code; {@code communityName} is what the spreadsheet shows
 * @param compound 小区, or null where the entry lies in an alley
 * @param alley 街巷, or null where it lies in a compound
 * @param lon WGS84, six decimals
 * @param areaM2 square metres, two decimals, at least 1.00
 * @param households 涉及户数, given for wall openings only
 * @param unit the district unit that owns the property, for ledger kind DISTRICT_UNIT only
 * @param party 当事人: a name that says that it is invented; about a fifth of the entries has one
 * @param phone a Beijing number that begins with 0 after the area code, which no exchange gives out
 * @param demolishedOn with {@code closedOn} the clearance before the plan, of the whole area; both or neither
 */
public record PlanEntry(
        String ledgerNumber,
        Kind kind,
        String street,
        String streetName,
        String community,
        String communityName,
        @Nullable String compound,
        @Nullable String alley,
        String address,
        BigDecimal lon,
        BigDecimal lat,
        Use use,
        BigDecimal areaM2,
        String structure,
        int storeys,
        @Nullable Integer yearBuilt,
        LocalDate discoveredOn,
        FoundBy foundBy,
        Origin origin,
        List<Tag> tags,
        @Nullable Integer households,
        @Nullable String unit,
        @Nullable String party,
        @Nullable String phone,
        LocalDate registeredOn,
        @Nullable LocalDate demolishedOn,
        @Nullable LocalDate closedOn) {

    /** Whether the entry was demolished and closed before the plan began. */
    public boolean cleared() {
        return closedOn != null;
    }

    /** 使用性质, in the plan's order. */
    public enum Use {
        RESIDENTIAL("居住"),
        STORAGE("仓储"),
        COMMERCIAL("商业"),
        OFFICE("办公"),
        OTHER("其他");

        final String zh;

        Use(String zh) {
            this.zh = zh;
        }
    }

    /** 台账类别. The follow-up ledger (后续) is drawn up in 2018, so the plan begins without an entry of that kind. */
    public enum Kind {
        GENERAL("普通"),
        WALL_OPENING("开墙打洞"),
        DISTRICT_UNIT("区属单位");

        final String zh;

        Kind(String zh) {
            this.zh = zh;
        }
    }

    /** 来源. A new violation (新生) never stands on 2015-12-31: the plan's line is zero growth. */
    public enum Origin {
        EXISTING("既有"),
        NEW("新生");

        final String zh;

        Origin(String zh) {
            this.zh = zh;
        }
    }

    /** 发现方式. */
    public enum FoundBy {
        INVENTORY("普查"),
        PATROL("巡查"),
        REPORT("举报"),
        IMAGERY("影像");

        final String zh;

        FoundBy(String zh) {
            this.zh = zh;
        }
    }

    /** 标签: what the plan's special tasks select by. */
    public enum Tag {
        FIRE_LANE("堵塞消防通道"),
        PUBLIC_SPACE("侵占公共空间"),
        PIPELINE("占压管线"),
        SAFETY_HAZARD("存在安全隐患"),
        MAJOR_SAFETY_HAZARD("重大安全隐患"),
        RENTAL_BUSINESS("出租经营"),
        PRODUCTION_BUSINESS("生产经营"),
        PRODUCE_MARKET("农副产品市场"),
        MAIN_STREET_1("一类大街"),
        MAIN_STREET_2("二类大街"),
        KEY_AREA("重点地区"),
        IMPORTANT_VENUE("重要场所");

        final String zh;

        Tag(String zh) {
            this.zh = zh;
        }
    }
}
