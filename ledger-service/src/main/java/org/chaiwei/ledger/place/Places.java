package org.chaiwei.ledger.place;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The streets and communities a violation can stand in. Asked by whoever takes a place from outside: a form, a spreadsheet, a
 * query. Immutable and complete from the start; the lists keep the published order, which is the order of the codes.
 *
 * <p>A place is found by its code or by its Chinese name, full (大栅栏街道, 府右街南社区居委会) or short (大栅栏, 府右街南社区,
 * 府右街南). A community's name is looked up within its street, as people write it.
 */
public final class Places {

    private final List<Street> streets;
    private final List<Community> communities;
    private final Map<String, Street> streetByCodeOrName = new HashMap<>();
    private final Map<String, Map<String, Community>> communityByCodeOrName = new HashMap<>();

    private Places(List<Street> streets, List<Community> communities) {
        this.streets = List.copyOf(streets);
        this.communities = List.copyOf(communities);
        for (var street : streets)
            for (var key : Set.of(street.code(), street.name(), without("街道", street.name())))
                unique(streetByCodeOrName.put(key, street), key);
        for (var community : communities) {
            if (!streetByCodeOrName.containsKey(community.streetCode()))
                throw new IllegalArgumentException("community " + community.code() + " has no street");
            var ofStreet = communityByCodeOrName.computeIfAbsent(community.streetCode(), _ -> new HashMap<>());
            for (var key : namesOf(community)) unique(ofStreet.put(key, community), key);
        }
    }

    /** The places of the district's published list, from the class path. */
    public static Places published() {
        return new Places(
                rows(
                        "streets.csv",
                        row -> new Street(
                                row.getField("code"),
                                row.getField("name"),
                                row.getField("pinyin"),
                                new BigDecimal(row.getField("lon")),
                                new BigDecimal(row.getField("lat")),
                                Integer.parseInt(row.getField("tile_row")),
                                Integer.parseInt(row.getField("tile_col")))),
                rows(
                        "communities.csv",
                        row -> new Community(row.getField("code"), row.getField("name"), row.getField("street_code"))));
    }

    public List<Street> streets() {
        return streets;
    }

    public List<Community> communities() {
        return communities;
    }

    /** The street with this code or this full or short name; spaces around it don't matter. */
    public Optional<Street> street(String codeOrName) {
        return Optional.ofNullable(streetByCodeOrName.get(codeOrName.strip()));
    }

    /** The community of that street with this code or this full or short name; spaces around it don't matter. */
    public Optional<Community> community(String streetCode, String codeOrName) {
        return Optional.ofNullable(
                communityByCodeOrName.getOrDefault(streetCode, Map.of()).get(codeOrName.strip()));
    }

    private static Set<String> namesOf(Community community) {
        var withoutCommittee = without("居委会", community.name());
        var names = new HashSet<>(Set.of(community.code(), community.name()));
        names.add(withoutCommittee);
        names.add(without("社区", withoutCommittee));
        return names;
    }

    private static String without(String ending, String name) {
        return name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
    }

    private static void unique(@Nullable Object before, String key) {
        if (before != null) throw new IllegalArgumentException("two places are called " + key);
    }

    private static <T> List<T> rows(String resource, Function<NamedCsvRecord, T> place) {
        var places = new ArrayList<T>();
        try (var text = new InputStreamReader(
                        Objects.requireNonNull(Places.class.getResourceAsStream(resource), resource),
                        StandardCharsets.UTF_8);
                var csv = CsvReader.builder().ofNamedCsvRecord(text)) {
            csv.forEach(row -> places.add(place.apply(row)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return places;
    }
}
