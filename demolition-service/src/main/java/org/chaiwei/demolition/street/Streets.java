package org.chaiwei.demolition.street;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The streets of the district, found by their codes. Immutable. */
public final class Streets {

    private static final String FILE = "streets.csv";

    private final Map<String, Street> byCode = new LinkedHashMap<>();

    private Streets() {}

    /** The streets of the district's published list, from the class path. */
    public static Streets published() {
        var streets = new Streets();
        var file = Objects.requireNonNull(Streets.class.getResourceAsStream(FILE), FILE);
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines().skip(1).map(Streets::street).forEach(street -> streets.byCode.put(street.code(), street));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return streets;
    }

    /** Empty for a code that the list doesn't have. */
    public Optional<Street> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    private static Street street(String line) {
        var fields = line.split(",", -1);
        return new Street(fields[0], fields[1], new BigDecimal(fields[2]), new BigDecimal(fields[3]));
    }
}
