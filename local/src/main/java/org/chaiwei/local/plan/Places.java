package org.chaiwei.local.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.chaiwei.local.plan.District.Community;
import org.chaiwei.local.plan.District.Street;
import org.chaiwei.local.plan.Place.Form;

/**
 * Lays compounds, alleys and main streets into every community. The main streets' names are the city's; the others are put
 * together from the community's name or from the lucky words that the city's alleys are named with.
 *
 * <p>Every street gets alleys with wall openings to be closed up in 2016 (34 in all, the plan wants 30) and in 2017, and so many
 * compounds and alleys that two of each can be made free of violations (无违建小区, 无违建街巷).
 */
final class Places {

    private static final int WALL_OPENING_ALLEYS_2016 = 2;
    private static final int WALL_OPENING_ALLEYS_2017 = 6;
    private static final int MAIN_STREET_STRETCHES = 2;

    /** Streets that the plan's time counted among the key areas: government, finance, the lakes, the old market quarters. */
    private static final Set<String> WITH_KEY_AREA =
            Set.of("110102001", "110102011", "110102012", "110102013", "110102014");

    /** First-class and second-class main street of each sub-district. */
    private static final Map<String, List<String>> MAIN_STREETS = Map.ofEntries(
            Map.entry("110102001", List.of("西长安街", "西单北大街")),
            Map.entry("110102003", List.of("平安里西大街", "新街口南大街")),
            Map.entry("110102007", List.of("复兴门外大街", "月坛南街")),
            Map.entry("110102009", List.of("西直门外大街", "车公庄大街")),
            Map.entry("110102010", List.of("德胜门外大街", "安德路")),
            Map.entry("110102011", List.of("复兴门内大街", "太平桥大街")),
            Map.entry("110102012", List.of("地安门西大街", "鼓楼西大街")),
            Map.entry("110102013", List.of("前门大街", "煤市街")),
            Map.entry("110102014", List.of("北纬路", "永安路")),
            Map.entry("110102015", List.of("宣武门外大街", "骡马市大街")),
            Map.entry("110102016", List.of("虎坊路", "太平街")),
            Map.entry("110102017", List.of("广安门内大街", "长椿街")),
            Map.entry("110102018", List.of("广安门南街", "牛街")),
            Map.entry("110102019", List.of("右安门内大街", "白纸坊西街")),
            Map.entry("110102020", List.of("广安门外大街", "马连道路")));

    private static final List<String> LUCKY = List.of(
            "福", "寿", "永", "兴", "安", "平", "德", "仁", "义", "和", "长", "广", "庆", "吉", "祥", "瑞", "丰", "隆", "顺", "泰", "清",
            "宏", "裕", "善", "宁", "康", "文", "荣");
    private static final List<String> ALLEY_ENDINGS =
            List.of("胡同", "巷", "夹道", "东巷", "西巷", "北巷", "南巷", "头条", "二条", "三条");
    private static final List<String> COMPOUND_ENDINGS = List.of("小区", "家园", "里", "园", "大院", "东里", "西里", "南里", "北里");

    private final Dice dice;
    private final Set<String> names = new HashSet<>();
    private final List<Place> places = new ArrayList<>();

    private Places(Dice dice) {
        this.dice = dice;
    }

    /** All places, street by street and community by community. */
    static List<Place> lay(District district, Dice dice) {
        var laying = new Places(dice);
        MAIN_STREETS.values().forEach(laying.names::addAll);
        district.streets().forEach(laying::layStreet);
        return List.copyOf(laying.places);
    }

    private void layStreet(Street street) {
        var communities = new ArrayList<>(street.communities());
        dice.shuffle(communities);
        var size = communities.size();
        // The larger streets take a third alley into 2016, so that the district passes 30 even if a few of them fail.
        var alleys2016 = WALL_OPENING_ALLEYS_2016 + (size >= 22 ? 1 : 0);
        var alleys2017 = new int[size];
        for (int a = 0; a < WALL_OPENING_ALLEYS_2017; a++) alleys2017[alleys2016 + a % (size - alleys2016)]++;
        for (int i = 0; i < size; i++) {
            var community = communities.get(i);
            var keyArea = i == size - 1 && WITH_KEY_AREA.contains(street.code());
            var lon = street.lon() + spread(street, 1.31);
            var lat = street.lat() + spread(street, 1.0);
            if (i < alleys2016) alley(community, lon, lat, 2016, keyArea, false);
            for (int a = alleys2017[i]; a > 0; a--) alley(community, lon, lat, 2017, keyArea, false);
            for (int a = 3 + dice.below(4); a > 0; a--) alley(community, lon, lat, 0, keyArea, a == 1 && i % 10 == 2);
            for (int c = 2 + dice.below(3); c > 0; c--) compound(community, lon, lat, keyArea, c == 1 && i % 12 == 3);
            if (i < MAIN_STREET_STRETCHES) {
                var mainStreets = Objects.requireNonNull(MAIN_STREETS.get(street.code()));
                mainStreet(community, mainStreets.get(0), Form.MAIN_STREET_1, lon, lat);
                mainStreet(community, mainStreets.get(1), Form.MAIN_STREET_2, lon, lat);
            }
        }
    }

    private void alley(
            Community community, int lon, int lat, int wallOpenings, boolean keyArea, boolean produceMarket) {
        var weight = dice.skewed(0.5);
        // Where walls are opened there are many small households and shops behind them.
        var dwelling = wallOpenings == 2016 ? 3_500_000 : wallOpenings == 2017 ? 2_000_000 : weight;
        var business = wallOpenings == 2016 ? 6_000_000 : wallOpenings == 2017 ? 4_000_000 : weight;
        place(
                community,
                name(community, ALLEY_ENDINGS),
                Form.ALLEY,
                lon,
                lat,
                dwelling,
                business,
                wallOpenings,
                keyArea,
                false,
                produceMarket);
    }

    private void compound(Community community, int lon, int lat, boolean keyArea, boolean venue) {
        var weight = dice.skewed(0.5);
        place(
                community,
                name(community, COMPOUND_ENDINGS),
                Form.COMPOUND,
                lon,
                lat,
                weight,
                weight / 3,
                0,
                keyArea,
                venue,
                false);
    }

    private void mainStreet(Community community, String name, Form form, int lon, int lat) {
        place(community, name, form, lon, lat, 250_000, 2_000_000, 0, false, false, false);
    }

    private void place(
            Community community,
            String name,
            Form form,
            int lon,
            int lat,
            long dwelling,
            long business,
            int wallOpenings,
            boolean keyArea,
            boolean venue,
            boolean produceMarket) {
        places.add(new Place(
                community,
                name,
                form,
                lon + dice.below(2_400) - 1_200,
                lat + dice.below(1_800) - 900,
                dwelling,
                business,
                wallOpenings,
                keyArea,
                venue,
                produceMarket));
    }

    /** Off the street's centre by at most 0.6 of the radius that a round street of its area would have. */
    private int spread(Street street, double degreesPerDegreeOfLatitude) {
        var radiusMetres = StrictMath.sqrt(street.areaHectares() * 10_000 / StrictMath.PI);
        var reach = (int) (0.6 * radiusMetres * 8.98 * degreesPerDegreeOfLatitude);
        return dice.below(2 * reach + 1) - reach;
    }

    /** A name that no place of the district has: the community's own first, then two lucky words. */
    private String name(Community community, List<String> endings) {
        var stem = stem(community.name());
        var ending = dice.oneOf(endings);
        // 核桃园园 would be nobody's name.
        if (stem.charAt(stem.length() - 1) != ending.charAt(0) && names.add(stem + ending)) return stem + ending;
        while (true) {
            var lucky = dice.oneOf(LUCKY) + dice.oneOf(LUCKY) + dice.oneOf(endings);
            if (lucky.charAt(0) != lucky.charAt(1) && names.add(lucky)) return lucky;
        }
    }

    private static String stem(String community) {
        return community
                .replaceAll("(社区)?居委会$", "")
                .replaceAll("[第甲0-9、].*$", "")
                .replaceAll("([一二三四]区|[头三六]条|十五号院)$", "")
                .replaceAll("(住宅区|小区|大街|街)$", "");
    }
}
