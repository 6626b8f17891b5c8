package org.chaiwei.accountability.street;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The streets in the order of their codes. Found by code or by full or short Chinese name (大栅栏街道, 大栅栏). Immutable. */
public final class Streets {

    private static final String CLASS_WORD = "街道";

    private final List<Street> all;
    private final Map<String, Street> byCodeOrName = new HashMap<>();

    private Streets(List<Street> all) {
        this.all = List.copyOf(all);
        for (var street : all) {
            byCodeOrName.put(street.code(), street);
            byCodeOrName.put(street.name(), street);
            byCodeOrName.put(street.name().replace(CLASS_WORD, ""), street);
        }
    }

    /** The streets of the district's published list, from the class path. */
    public static Streets published() {
        var streets = new ArrayList<Street>();
        try (var text = new InputStreamReader(
                        Objects.requireNonNull(Streets.class.getResourceAsStream("streets.csv"), "streets.csv"),
                        StandardCharsets.UTF_8);
                var csv = CsvReader.builder().ofNamedCsvRecord(text)) {
            csv.forEach(row -> streets.add(new Street(row.getField("code"), row.getField("name"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Streets(streets);
    }

    public List<Street> all() {
        return all;
    }

    public List<String> codes() {
        return all.stream().map(Street::code).toList();
    }

    /** Spaces around it don't matter. */
    public Optional<Street> find(String codeOrName) {
        return Optional.ofNullable(byCodeOrName.get(codeOrName.strip()));
    }
}
